package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.handover.Handover;
import dev.baton.isolation.Permit;
import dev.baton.ledger.StoredHandover;
import dev.baton.mapping.MappingNotes;
import dev.baton.target.TargetDefinition;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a stored handover down the delivery route of its target, once, and waits until the route is over. */
final class DeliveryRoute {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRoute.class);

    private final ProducerTemplate template;
    private final Clock clock;

    DeliveryRoute(ProducerTemplate template, Clock clock) {
        this.template = template;
        this.clock = clock;
    }

    /** @return what goes on, if it does */
    @Nullable
    StoredHandover send(StoredHandover stored, LiveTarget target) {
        Handover handover = stored.handover();
        Exchange exchange = new DefaultExchange(template.getCamelContext());
        new DeliveryScope(
                        target.target(),
                        handover.id(),
                        handover.token(),
                        EffectiveMessage.of(stored),
                        PlatformSpeaks.settings(
                                target.target(),
                                settings(handover, target.target().definition()),
                                handover),
                        clock.instant())
                .bind(exchange);
        exchange.setProperty(DeliveryProperties.HANDOVER, handover);
        exchange.setProperty(DeliveryProperties.FOUND, stored);
        exchange.setProperty(DeliveryProperties.TARGET, target);
        exchange.setProperty(DeliveryProperties.STORY, Story.of(stored.outcome()));
        try (MappingNotes notes = MappingNotes.open()) {
            exchange.setProperty(DeliveryProperties.NOTES, notes);
            template.send("direct:deliver-" + handover.target(), exchange);
        } finally {
            giveBack(exchange);
        }
        if (exchange.getException() != null) {
            LOG.error(
                    "Handover {} could not be recorded and is looked at again later",
                    handover.id(),
                    exchange.getException());
        }
        return exchange.getProperty(DeliveryProperties.GOES_ON, StoredHandover.class);
    }

    /** What was not used for a call says nothing about the target. */
    private static void giveBack(Exchange exchange) {
        Permit permit = exchange.getProperty(DeliveryProperties.PERMIT, Permit.class);
        if (permit != null) {
            permit.close();
        }
    }

    /** What a message overrides are settings of the target that it was accepted for. */
    private static ObjectNode settings(Handover handover, TargetDefinition target) {
        return handover.fellBack() ? target.settings() : SettingsOverride.of(target, handover.message());
    }
}

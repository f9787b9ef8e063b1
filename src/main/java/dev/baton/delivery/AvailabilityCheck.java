package dev.baton.delivery;

import dev.baton.catalog.LiveTarget;
import dev.baton.catalog.Presence;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.StoredHandover;
import java.time.Clock;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks a target that wants it whether anybody is there, before anything is sent to it. A target that cannot be asked
 * gets the handover.
 */
public final class AvailabilityCheck implements Processor {

    private final DeliveryMetrics metrics;
    private final Clock clock;

    public AvailabilityCheck(DeliveryMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws TargetClosedException, InterruptedException {
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        if (!target.isAsked() || mayHaveIt(exchange)) {
            return;
        }
        Handover handover = exchange.getProperty(DeliveryProperties.HANDOVER, Handover.class);
        Presence presence = target.presence();
        exchange.setProperty(DeliveryProperties.PRESENCE, presence);
        metrics.asked(handover, presence.answer());
        if (presence.answer().equals("closed")) {
            throw new TargetClosedException(Objects.requireNonNull(presence.availability()), clock.instant());
        }
    }

    /** A call that may have arrived is repeated, whoever is there now. */
    private static boolean mayHaveIt(Exchange exchange) {
        StoredHandover found = exchange.getProperty(DeliveryProperties.FOUND, StoredHandover.class);
        return found.state() == HandoverState.DELIVERING
                || exchange.getProperty(DeliveryProperties.STORY, Story.class)
                        .uncertain(found.handover().target());
    }
}

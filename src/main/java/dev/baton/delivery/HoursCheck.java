package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Handover;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Passes over the first target of a step that was closed when the handover was asked for, which its receipt says: nothing
 * is sent there, and nobody is asked. A fallback is for just that, and has no hours.
 */
public final class HoursCheck implements Processor {

    /** Of a receipt: when somebody is there; present when the step is closed. */
    public static final String HOURS = "hours";

    /** Of that: when it opens next; absent when nobody knows. */
    public static final String OPENS_AT = "opensAt";

    private final Clock clock;

    public HoursCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws TargetClosedException {
        Handover handover = exchange.getProperty(DeliveryProperties.HANDOVER, Handover.class);
        JsonNode hours = handover.receipt().path(HOURS);
        if (hours.path("open").asBoolean(true) || handover.fellBack()) {
            return;
        }
        String opensAt = hours.path(OPENS_AT).asText(null);
        throw TargetClosedException.outOfHours(
                String.valueOf(handover.step()), opensAt == null ? null : Instant.parse(opensAt), clock.instant());
    }
}

package dev.baton.inbound;

import dev.baton.delivery.Deliveries;
import dev.baton.delivery.Outcomes;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends a newly stored handover on its way, after announcing that this request wants to know how it ends. */
public final class DeliveryStart implements Processor {

    /** The exchange property that holds the {@link Outcomes.Wait} of a request that waits. */
    static final String WAIT = "batonWait";

    /** A bot that posts faster than its target takes is answered more slowly, by no more than this. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Deliveries deliveries;
    private final Outcomes outcomes;

    public DeliveryStart(Deliveries deliveries, Outcomes outcomes) {
        this.deliveries = deliveries;
        this.outcomes = outcomes;
    }

    @Override
    public void process(Exchange exchange) {
        ClaimedHandover claimed = exchange.getMessage().getBody(ClaimedHandover.class);
        Instant startsAt = claimed.stored().awaitsUntil();
        // A bot that has something to speak first must hear of it now, however long it wants to wait.
        boolean waits = claimed.request().patience().toMillis() > 0
                && startsAt == null
                && !claimed.stored().state().isOutcome();
        if (waits) {
            outcomes.expect(claimed.stored().handover().id()).ifPresent(wait -> exchange.setProperty(WAIT, wait));
        }
        if (claimed.replayed()) {
            return;
        }
        if (startsAt == null) {
            deliveries.submit(claimed.stored(), PATIENCE);
        } else {
            deliveries.submitAt(claimed.stored(), startsAt);
        }
    }
}

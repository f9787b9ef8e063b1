package dev.baton.inbound;

import dev.baton.delivery.Deliveries;
import dev.baton.delivery.Outcomes;
import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends a newly stored handover on its way, after announcing that this request wants to know how it ends. */
public final class DeliveryStart implements Processor {

    /** The exchange property that holds the {@link Outcomes.Wait} of a request that waits. */
    static final String WAIT = "batonWait";

    /** A bot that posts faster than its target takes is answered more slowly, by no more than this. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Of those who post faster; others are answered at once, so that not every thread of the server waits. */
    private static final int MOST_PATIENT = 150;

    private final Semaphore patient = new Semaphore(MOST_PATIENT);
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
            submit(claimed.stored());
        } else {
            deliveries.submitAt(claimed.stored(), startsAt);
        }
    }

    private void submit(StoredHandover stored) {
        if (!patient.tryAcquire()) {
            deliveries.submit(stored, Duration.ZERO);
            return;
        }
        try {
            deliveries.submit(stored, PATIENCE);
        } finally {
            patient.release();
        }
    }
}

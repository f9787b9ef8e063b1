package dev.baton.analytics;

import dev.baton.ledger.Ledger;
import dev.baton.ledger.Ledger.LedgerEvent;
import dev.baton.ledger.LedgerUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the ledger's events into the analytics log, each at least once and always with the same id. What cannot be
 * written now stays in the ledger and comes with a later call.
 */
public final class AnalyticsPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsPublisher.class);
    private static final int BATCH = 500;

    private final Ledger ledger;
    private final AnalyticsLog log;
    private final Counter failures;
    private final AtomicInteger nudges = new AtomicInteger();
    private boolean failing;

    AnalyticsPublisher(Ledger ledger, AnalyticsLog log, MeterRegistry meters) {
        this.ledger = ledger;
        this.log = log;
        this.failures = Counter.builder("handover.analytics.failures")
                .description("Attempts to write the analytics log that failed; the events stay in the ledger")
                .register(meters);
    }

    /**
     * Publishes everything that waits. While one call does so another returns at once, and the first looks again for
     * what the other was called for. Never throws because of a disk or a database.
     */
    public void publish() {
        if (nudges.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = nudges.get();
            attempt();
        } while (!nudges.compareAndSet(seen, 0));
    }

    private void attempt() {
        try {
            drain();
            if (failing) {
                failing = false;
                LOG.info("The analytics log is written again; nothing was lost");
            }
        } catch (IOException | LedgerUnavailableException | CompletionException e) {
            failures.increment();
            if (!failing) {
                failing = true;
                LOG.warn("The analytics log cannot be written now; its events wait in the ledger: {}", e.toString());
            }
        }
    }

    private void drain() throws IOException {
        List<LedgerEvent> batch;
        do {
            batch = ledger.unpublished(BATCH);
            if (!batch.isEmpty()) {
                log.append(batch.stream().map(CloudEvents::line).toList());
                ledger.markPublished(batch.stream().map(LedgerEvent::position).toList())
                        .join();
            }
        } while (batch.size() == BATCH);
    }
}

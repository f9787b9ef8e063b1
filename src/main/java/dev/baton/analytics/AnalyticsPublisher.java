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
 * Brings the ledger's events into the analytics log or to Kafka, each at least once and always with the same id. What cannot be
 * written now stays in the ledger and comes with a later call.
 */
public final class AnalyticsPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsPublisher.class);
    private static final int BATCH = 500;

    private final Ledger ledger;
    private final AnalyticsSink sink;
    private final Counter failures;
    private final AtomicInteger nudges = new AtomicInteger();
    private boolean failing;

    AnalyticsPublisher(Ledger ledger, AnalyticsSink sink, MeterRegistry meters) {
        this.ledger = ledger;
        this.sink = sink;
        this.failures = Counter.builder("handover.analytics.failures")
                .description("Attempts to write analytics that failed; the events stay in the ledger")
                .register(meters);
    }

    /**
     * Publishes everything that waits. While one call does so another returns at once, and the first looks again for
     * what the other was called for, unless it failed. Never throws because of a disk, a database or a broker.
     */
    public void publish() {
        if (nudges.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = nudges.get();
            if (!attempt()) {
                // Else, of calls that fail more slowly than others come, the first would never end.
                nudges.set(0);
                return;
            }
        } while (!nudges.compareAndSet(seen, 0));
    }

    private boolean attempt() {
        try {
            drain();
            if (failing) {
                failing = false;
                LOG.info("{} is written again; nothing was lost", sink.name());
            }
            return true;
        } catch (IOException | LedgerUnavailableException | CompletionException e) {
            failures.increment();
            if (!failing) {
                failing = true;
                LOG.warn("{} cannot be written now; its events wait in the ledger: {}", sink.name(), e.toString());
            }
            return false;
        }
    }

    private void drain() throws IOException {
        List<LedgerEvent> batch;
        do {
            batch = ledger.unpublished(BATCH);
            if (!batch.isEmpty()) {
                sink.take(batch);
                ledger.markPublished(batch.stream().map(LedgerEvent::position).toList())
                        .join();
            }
        } while (batch.size() == BATCH);
    }
}

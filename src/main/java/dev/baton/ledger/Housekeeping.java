package dev.baton.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends handovers that nobody ended, removes messages and receipts that are too old to keep, and packs what reports tell. */
public final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int BATCH = 200;
    private static final int BATCHES_PER_RUN = 100;

    /** So few that a report hardly notices those that are not packed, so many that a million make few parts. */
    private static final int PACK = 2_000;

    private final Ledger ledger;
    private final Clock clock;
    private final ClockSteps steps;
    private final Duration openFor;
    private final Duration retention;
    private final Counter dropped;

    /**
     * @param openFor how long a handover may stay open without a change
     * @param retention how long messages, receipts and events of ended handovers are kept
     */
    public Housekeeping(Ledger ledger, Clock clock, Duration openFor, Duration retention, MeterRegistry meters) {
        this.ledger = ledger;
        this.clock = clock;
        this.steps = new ClockSteps(clock, System::nanoTime);
        this.openFor = openFor;
        this.retention = retention;
        this.dropped = Counter.builder("handover.analytics.dropped")
                .description("Events that were purged before the analytics log could take them")
                .register(meters);
    }

    /** One round of bounded length; what is left waits for the next. Never throws because the ledger is away. */
    public void run() {
        if (!steps.isBelieved()) {
            return;
        }
        try {
            int expired = inBatches(this::expire, BATCH);
            int purged = inBatches(this::purge, BATCH);
            int packed = inBatches(() -> ledger.facts().pack(PACK), PACK);
            if (expired + purged > 0) {
                LOG.info("Housekeeping ended {} forgotten handovers and emptied {} old ones", expired, purged);
            }
            LOG.debug("Housekeeping packed {} handovers for reports", packed);
        } catch (CompletionException e) {
            LOG.warn("Housekeeping waits for the ledger: {}", String.valueOf(e.getCause()));
        } catch (LedgerUnavailableException e) {
            LOG.warn("Housekeeping waits for the ledger: {}", e.toString());
        }
    }

    private int expire() {
        Instant now = clock.instant();
        return ledger.expire(now.minus(openFor), now, BATCH).join();
    }

    private int purge() {
        Ledger.Purged purged =
                ledger.purge(clock.instant().minus(retention), BATCH).join();
        dropped.increment(purged.unpublishedEvents());
        return purged.handovers();
    }

    private static int inBatches(IntSupplier batch, int full) {
        int total = 0;
        int last = full;
        for (int i = 0; i < BATCHES_PER_RUN && last == full; i++) {
            last = batch.getAsInt();
            total += last;
        }
        return total;
    }
}

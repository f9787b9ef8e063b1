package dev.baton.delivery;

import dev.baton.catalog.Catalog;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.StoredHandover;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what a crash, a restart, a full lane or a dead replica left behind. Called every few seconds; stops
 * fetching when no lane has room.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 200;

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Catalog catalog;
    private final DeliveryRecorder recorder;
    private final Clock clock;

    public Recovery(Ledger ledger, Deliveries deliveries, Catalog catalog, DeliveryRecorder recorder, Clock clock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** One round. An unavailable ledger is waited for: the next round tries again. */
    public void run() {
        try {
            List<StoredHandover> found;
            long goingOn;
            do {
                Instant now = clock.instant();
                found = ledger.takeOver(now, now.plus(LEASE), MOST_AT_ONCE).join();
                goingOn = found.stream().filter(this::goesOn).count();
            } while (found.size() == MOST_AT_ONCE && goingOn > 0);
        } catch (CompletionException | LedgerUnavailableException e) {
            LOG.warn("Left-behind handovers cannot be looked for now: {}", e.getMessage());
        }
    }

    /** @return false when the target's lane is full: the lease runs out, and a later round finds it again */
    private boolean goesOn(StoredHandover left) {
        if (deliveries.isUnderWay(left.handover().id())) {
            // Its lease ended because somebody put the clock forward, or because the call is a very long one.
            return true;
        }
        boolean calling = left.state() == HandoverState.DELIVERING;
        if (calling && left.awaitsUntil() != null) {
            return goesOn(recorder.unconfirmed(left, mayRepeat(left)));
        }
        if (calling && !mayRepeat(left)) {
            return goesOn(recorder.interrupted(left));
        }
        if (!calling && catalog.find(left.handover().target()).isEmpty()) {
            return goesOn(recorder.unusable(left));
        }
        return deliveries.submit(left, Duration.ZERO);
    }

    private boolean goesOn(Optional<StoredHandover> next) {
        return next.map(deliveries::goOn).orElse(true);
    }

    private boolean mayRepeat(StoredHandover left) {
        return catalog.find(left.handover().target())
                .map(target -> target.connector().idempotent())
                .orElse(false);
    }
}

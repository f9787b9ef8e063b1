package dev.baton.delivery;

import dev.baton.catalog.Catalog;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.StoredHandover;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what a crash, a restart, a full lane or a dead replica left behind. Called every few seconds. A turn fills
 * the lanes that have room, and those that move again and again as they come to have some; a target that hangs is not
 * looked after, so that what is for others does not stand behind what is for it.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    /** As the timer's period: the next turn comes when this one ends. */
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A lane that is half empty lasts some fifty milliseconds. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Set<Lane.Room> FULL = Set.of(Lane.Room.BUSY, Lane.Room.STALLED);

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Catalog catalog;
    private final DeliveryRecorder recorder;
    private final Clock clock;
    /** Of the timer's thread. */
    private Set<String> passedOver = new HashSet<>();

    public Recovery(Ledger ledger, Deliveries deliveries, Catalog catalog, DeliveryRecorder recorder, Clock clock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** One turn. An unavailable ledger is waited for: the next turn tries again. */
    public void run() {
        long end = System.nanoTime() + TURN_NANOS;
        try {
            Set<String> full = withoutRoom();
            passedOver = new HashSet<>(full);
            boolean more = true;
            while (more) {
                more = takeOver(full) == deliveries.portion() || roomComes(end);
                more &= System.nanoTime() < end && !deliveries.isClosed();
                full = deliveries.targets(FULL);
                passedOver.retainAll(full);
            }
        } catch (CompletionException | LedgerUnavailableException e) {
            LOG.warn("Left-behind handovers cannot be looked for now: {}", e.getMessage());
        }
    }

    /** New handovers may keep a lane full for hours: who was passed over for a whole turn has one portion at the next. */
    private Set<String> withoutRoom() {
        Set<String> full = new HashSet<>(deliveries.targets(FULL));
        passedOver.removeAll(deliveries.targets(Set.of(Lane.Room.STALLED)));
        full.removeAll(passedOver);
        return full;
    }

    private int takeOver(Set<String> full) {
        Instant now = clock.instant();
        List<StoredHandover> found = ledger.takeOver(now, now.plus(Ledger.LEASE), deliveries.portion(), full)
                .join();
        found.forEach(this::goesOn);
        return found.size();
    }

    /** Whether a lane that was full has room before the turn ends. */
    private boolean roomComes(long end) {
        Set<String> busy = deliveries.targets(Set.of(Lane.Room.BUSY));
        Set<String> full = busy;
        while (!busy.isEmpty() && full.containsAll(busy) && System.nanoTime() < end && !deliveries.isClosed()) {
            LockSupport.parkNanos(LOOK_NANOS);
            full = deliveries.targets(FULL);
        }
        return !full.containsAll(busy);
    }

    /** What finds its target's lane full is found again when its lease has run out. */
    private void goesOn(StoredHandover left) {
        if (deliveries.isUnderWay(left.handover().id())) {
            // Its lease ended because somebody put the clock forward, or because the call is a very long one.
            return;
        }
        boolean calling = left.state() == HandoverState.DELIVERING;
        if (calling && left.awaitsUntil() != null) {
            recorder.unconfirmed(left, mayRepeat(left)).ifPresent(deliveries::goOn);
        } else if (calling && !mayRepeat(left)) {
            recorder.interrupted(left).ifPresent(deliveries::goOn);
        } else if (!calling && catalog.find(left.handover().target()).isEmpty()) {
            recorder.unusable(left).ifPresent(deliveries::goOn);
        } else {
            deliveries.submit(left, Duration.ZERO);
        }
    }

    private boolean mayRepeat(StoredHandover left) {
        return catalog.find(left.handover().target())
                .map(target -> target.connector().idempotent())
                .orElse(false);
    }
}

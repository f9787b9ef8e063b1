package dev.baton.inbound;

import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * How many accepted handovers no target has taken yet, never less than there are in this process. It is counted in the
 * ledger, and reckoned upwards from there with each one accepted; it is counted again when the reckoning is old, or has
 * used up half of the room that the last count found. One request counts; the other half is there for the others, which
 * do not wait for it.
 */
final class Backlog {

    /** Another gateway may have accepted some meanwhile. */
    private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A large backlog takes some time to count: so many times as long it is not counted again, if that is no second. */
    private static final int REST = 20;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Ledger ledger;
    private final int most;
    private final int mostPerTarget;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile Reckoning reckoning;

    Backlog(Ledger ledger, int most, int mostPerTarget) {
        this.ledger = ledger;
        this.most = most;
        this.mostPerTarget = mostPerTarget;
        this.reckoning = new Reckoning(Map.of(), System.nanoTime() - OLD_NANOS, 0);
    }

    /** @return false when there is no room for one more */
    boolean hasRoom(String target) {
        if (System.nanoTime() - reckoning.at >= OLD_NANOS || reckoning.isHalfUsed(target)) {
            count();
        }
        return !reckoning.isFull(target);
    }

    void accepted(String target) {
        reckoning.add(target, 1);
    }

    private void count() {
        Reckoning before = reckoning;
        if (System.nanoTime() - before.at < Math.min(LONGEST_REST_NANOS, before.took * REST) || !counting.tryLock()) {
            return;
        }
        try {
            if (reckoning == before) {
                recount();
            }
        } catch (LedgerUnavailableException e) {
            // What was known counts on; the claim says what is wrong with the ledger.
            return;
        } finally {
            counting.unlock();
        }
    }

    private void recount() {
        Reckoning before = reckoning;
        Map<String, Long> known = before.accepted();
        long began = System.nanoTime();
        Map<String, Long> counted = ledger.undelivered();
        long now = System.nanoTime();
        Reckoning after = new Reckoning(counted, now, now - began);
        // Nobody knows whether the count has seen these, and too many is better than too few.
        before.accepted().forEach((target, number) -> after.add(target, number - known.getOrDefault(target, 0L)));
        reckoning = after;
    }

    /** Accepted between the count and its taking effect: at most those that are being stored now. */
    private final class Reckoning {

        private final Map<String, Long> counted;
        private final long countedInAll;
        private final long at;
        private final long took;
        private final AtomicLong added = new AtomicLong();
        private final Map<String, AtomicLong> addedByTarget = new ConcurrentHashMap<>();

        Reckoning(Map<String, Long> counted, long at, long took) {
            this.counted = counted;
            this.countedInAll =
                    counted.values().stream().mapToLong(Long::longValue).sum();
            this.at = at;
            this.took = took;
        }

        boolean isFull(String target) {
            return added.get() >= most - countedInAll || added(target) >= mostPerTarget - counted(target);
        }

        boolean isHalfUsed(String target) {
            return 2 * added.get() >= most - countedInAll || 2 * added(target) >= mostPerTarget - counted(target);
        }

        void add(String target, long number) {
            addedByTarget.computeIfAbsent(target, name -> new AtomicLong()).addAndGet(number);
            added.addAndGet(number);
        }

        Map<String, Long> accepted() {
            return addedByTarget.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().get()));
        }

        private long counted(String target) {
            return counted.getOrDefault(target, 0L);
        }

        private long added(String target) {
            AtomicLong number = addedByTarget.get(target);
            return number == null ? 0 : number.get();
        }
    }
}

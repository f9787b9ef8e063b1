package dev.baton.inbound;

import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many accepted handovers no target has taken yet, never less than there are in this process. It is counted in the
 * ledger, and reckoned upwards from there with each one accepted; only when the reckoning looks full, or is old, is it
 * counted again. One request counts, the others do not wait for it.
 */
final class Backlog {

    /** Another gateway may have accepted some meanwhile. */
    private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A full backlog takes some time to count: so many times as long it is not counted again, if that is no second. */
    private static final int REST = 20;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Ledger ledger;
    private final int most;
    private final int mostPerTarget;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile Reckoning reckoning = new Reckoning(Map.of(), System.nanoTime() - OLD_NANOS, 0);

    Backlog(Ledger ledger, int most, int mostPerTarget) {
        this.ledger = ledger;
        this.most = most;
        this.mostPerTarget = mostPerTarget;
    }

    /** @return false when there is no room for one more */
    boolean hasRoom(String target) {
        if (System.nanoTime() - reckoning.at >= OLD_NANOS || isFull(target)) {
            count();
        }
        return !isFull(target);
    }

    void accepted(String target) {
        reckoning.add(target);
    }

    private boolean isFull(String target) {
        Reckoning now = reckoning;
        return now.total.get() >= most || now.of(target) >= mostPerTarget;
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
        long began = System.nanoTime();
        Map<String, Long> counted = ledger.undelivered();
        long now = System.nanoTime();
        reckoning = new Reckoning(counted, now, now - began);
    }

    /** Accepted between the count and its taking effect: at most those that are being stored now. */
    private static final class Reckoning {

        private final long at;
        private final long took;
        private final AtomicLong total = new AtomicLong();
        private final Map<String, AtomicLong> byTarget = new ConcurrentHashMap<>();

        Reckoning(Map<String, Long> counted, long at, long took) {
            this.at = at;
            this.took = took;
            counted.forEach((target, number) -> {
                byTarget.put(target, new AtomicLong(number));
                total.addAndGet(number);
            });
        }

        long of(String target) {
            AtomicLong number = byTarget.get(target);
            return number == null ? 0 : number.get();
        }

        void add(String target) {
            byTarget.computeIfAbsent(target, name -> new AtomicLong()).incrementAndGet();
            total.incrementAndGet();
        }
    }
}

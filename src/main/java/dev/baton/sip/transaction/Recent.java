package dev.baton.sip.transaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is over, but may still be asked for: for a certain time, and up to a certain number, above which the oldest is
 * forgotten first. Thread-safe.
 */
public final class Recent {

    private static final byte[] NO_ANSWER = {};
    /** So that what ends at a thousand moments of a second is not forgotten in a thousand rounds. */
    private static final long BETWEEN_ROUNDS = Duration.ofMillis(100).toNanos();
    /** The usual answer has some 400 bytes. */
    private static final int BYTES_EACH = 512;

    private static final int LEAST_BYTES = 1024 * 1024;

    private final Timers timers;
    private final long life;
    private final int most;
    private final RecentTable table = new RecentTable();
    private final AnswerLog answers = new AnswerLog();
    private boolean ticking;

    /**
     * @param life of each, and up to a tenth of a second more
     * @param most of 1 or more; with their answers they take about half a kilobyte each, or else fewer are remembered
     */
    public Recent(Timers timers, Duration life, int most) {
        this.timers = timers;
        this.life = life.toNanos();
        this.most = most;
    }

    /** Without an answer. */
    public void add(Fingerprint key) {
        add(key, NO_ANSWER);
    }

    /** Twice the same is remembered as two, of which the first is found. */
    synchronized void add(Fingerprint key, byte[] answer) {
        long place = answer.length == 0 ? 0 : answers.add(answer);
        table.add(key, timers.nanoTime() + life, place);
        while (table.size() > most || table.size() > 1 && answers.held() > bytes()) {
            forgetOldestOne();
        }
        if (!ticking) {
            ticking = true;
            Timers.Handle unused = timers.schedule(Duration.ofNanos(life), this::tick);
        }
    }

    private long bytes() {
        return Math.max(LEAST_BYTES, (long) most * BYTES_EACH);
    }

    public synchronized boolean has(Fingerprint key) {
        return table.has(key);
    }

    /** Null when it is not remembered. */
    synchronized byte @Nullable [] answer(Fingerprint key) {
        long place = table.place(key);
        return place < 0 ? null : answers.get(place);
    }

    public synchronized int size() {
        return table.size();
    }

    /** @return false when there is none */
    synchronized boolean forgetOldest() {
        if (table.size() == 0) {
            return false;
        }
        forgetOldestOne();
        return true;
    }

    private void forgetOldestOne() {
        table.removeOldest();
        if (table.size() == 0) {
            answers.clear();
        } else {
            answers.forgetBefore(table.oldestPlace());
        }
    }

    private synchronized void tick() {
        long now = timers.nanoTime();
        while (table.size() > 0 && table.oldestDue() - now <= 0) {
            forgetOldestOne();
        }
        ticking = table.size() > 0;
        if (ticking) {
            long next = Math.max(table.oldestDue() - now, BETWEEN_ROUNDS);
            Timers.Handle unused = timers.schedule(Duration.ofNanos(next), this::tick);
        }
    }
}

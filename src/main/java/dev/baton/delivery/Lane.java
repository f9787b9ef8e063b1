package dev.baton.delivery;

import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to one target: so many deliveries at once, so many waiting behind them, and no more. A target that hangs
 * fills its own lane only. What finds the lane full stays in the ledger and is fetched from there later.
 */
final class Lane {

    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int width;
    private final int length;
    private final Executor threads;
    private final Consumer<StoredHandover> delivery;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Queue<StoredHandover> waiting = new ArrayDeque<>();
    private int running;
    /** When the lane last moved: a delivery ended, or the first one began. */
    private long lastMove = System.nanoTime();

    private boolean closed;

    /**
     * @param width deliveries at once
     * @param length deliveries waiting
     */
    Lane(int width, int length, Executor threads, Consumer<StoredHandover> delivery) {
        this.width = width;
        this.length = length;
        this.threads = threads;
        this.delivery = delivery;
    }

    /**
     * Waits for room as long as the lane moves, so that who posts faster than the target takes is slowed down instead of
     * piling up. Nobody waits for a target that hangs.
     *
     * @return false when there was no room
     */
    boolean offer(StoredHandover handover, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!closed && running >= width && waiting.size() >= length) {
                long now = System.nanoTime();
                if (now >= deadline || now - lastMove > STALLED_NANOS) {
                    return false;
                }
                room.await(Math.min(deadline - now, STALLED_NANOS), TimeUnit.NANOSECONDS);
            }
            if (closed) {
                return false;
            }
            if (running >= width) {
                return waiting.add(handover);
            }
            if (running++ == 0) {
                lastMove = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
        return start(handover);
    }

    int running() {
        return locked(() -> running);
    }

    int waiting() {
        return locked(waiting::size);
    }

    private int locked(IntSupplier size) {
        lock.lock();
        try {
            return size.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    /** Starts nothing any more; what waits is in the ledger. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean start(StoredHandover handover) {
        try {
            threads.execute(() -> run(handover));
            return true;
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                running--;
            } finally {
                lock.unlock();
            }
            return false;
        }
    }

    private void run(StoredHandover first) {
        StoredHandover handover = first;
        while (handover != null) {
            try {
                delivery.accept(handover);
            } finally {
                handover = next();
            }
        }
    }

    private @Nullable StoredHandover next() {
        lock.lock();
        try {
            lastMove = System.nanoTime();
            StoredHandover next = waiting.poll();
            if (next == null) {
                running--;
            }
            room.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }
}

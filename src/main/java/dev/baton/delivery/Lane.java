package dev.baton.delivery;

import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
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
 * fills its own lane only. What finds the lane full stays in the ledger; the lane remembers so many of them by name, and
 * fetches them in their order when it has done what was before them. The recovery finds the others.
 */
final class Lane {

    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int REMEMBERED = 10;

    private final int width;
    private final int length;
    private final Executor threads;
    private final Consumer<StoredHandover> delivery;
    private final Consumer<Name> fetch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Queue<StoredHandover> waiting = new ArrayDeque<>();
    /** In the ledger, and after what waits. No name is there twice. */
    private final Set<Name> beyond = new LinkedHashSet<>();

    private int running;
    /** When the lane last moved: a delivery ended, or the first one began. */
    private long lastMove = System.nanoTime();

    private boolean closed;

    /**
     * @param width deliveries at once
     * @param length deliveries waiting; ten times as many are remembered by name
     * @param fetch delivers what is in the ledger by that name, if it still is to be delivered
     */
    Lane(int width, int length, Executor threads, Consumer<StoredHandover> delivery, Consumer<Name> fetch) {
        this.width = width;
        this.length = length;
        this.threads = threads;
        this.delivery = delivery;
        this.fetch = fetch;
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
            while (!closed && isFull()) {
                long now = System.nanoTime();
                if (now >= deadline || now - lastMove > STALLED_NANOS) {
                    remember(handover);
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

    /** Nobody overtakes what was there before. */
    private boolean isFull() {
        return running >= width && (waiting.size() >= length || !beyond.isEmpty());
    }

    private void remember(StoredHandover handover) {
        if (beyond.size() < REMEMBERED * length) {
            beyond.add(
                    new Name(handover.handover().client(), handover.handover().id()));
        }
    }

    /** How much room there is for what comes from the ledger. */
    Room room() {
        lock.lock();
        try {
            if (running < width || beyond.isEmpty() && waiting.size() <= length / 2) {
                return Room.FREE;
            }
            return System.nanoTime() - lastMove > STALLED_NANOS ? Room.STALLED : Room.BUSY;
        } finally {
            lock.unlock();
        }
    }

    /** The second half of a lane is for what is new, so that it need not wait behind all that was left behind. */
    enum Room {
        /** Half of the lane at least. */
        FREE,
        /** Soon: the lane moves. */
        BUSY,
        /** Nobody knows when: the target hangs. */
        STALLED
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
            beyond.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean start(StoredHandover handover) {
        try {
            threads.execute(() -> run(() -> delivery.accept(handover)));
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

    private void run(Runnable first) {
        Runnable work = first;
        while (work != null) {
            try {
                work.run();
            } finally {
                work = next();
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            lastMove = System.nanoTime();
            Runnable next = oldest();
            if (next == null) {
                running--;
            }
            room.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable oldest() {
        StoredHandover handover = waiting.poll();
        if (handover != null) {
            return () -> delivery.accept(handover);
        }
        Iterator<Name> names = beyond.iterator();
        if (!names.hasNext()) {
            return null;
        }
        Name name = names.next();
        names.remove();
        return () -> fetch.accept(name);
    }

    /** By what the ledger finds a handover. */
    record Name(String client, String id) {}
}

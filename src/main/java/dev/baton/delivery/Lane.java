package dev.baton.delivery;

import dev.baton.handover.Handover;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to one target: so many deliveries at once, so many waiting behind them, and no more. A target that hangs
 * fills its own lane only. What finds the lane full stays in the ledger and is fetched from there later.
 */
final class Lane {

    private final int width;
    private final int length;
    private final Executor threads;
    private final Consumer<Handover> delivery;
    private final Queue<Handover> waiting = new ArrayDeque<>();
    private int running;
    private boolean closed;

    /**
     * @param width deliveries at once
     * @param length deliveries waiting
     */
    Lane(int width, int length, Executor threads, Consumer<Handover> delivery) {
        this.width = width;
        this.length = length;
        this.threads = threads;
        this.delivery = delivery;
    }

    /** Never blocks. @return false when the lane is full */
    boolean offer(Handover handover) {
        synchronized (waiting) {
            if (closed) {
                return false;
            }
            if (running >= width) {
                return waiting.size() < length && waiting.add(handover);
            }
            running++;
        }
        try {
            threads.execute(() -> run(handover));
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                running--;
            }
            return false;
        }
    }

    /** How many more the lane can take. */
    int room() {
        synchronized (waiting) {
            return width - running + length - waiting.size();
        }
    }

    void close() {
        synchronized (waiting) {
            closed = true;
            waiting.clear();
        }
    }

    private void run(Handover first) {
        Handover handover = first;
        while (handover != null) {
            try {
                delivery.accept(handover);
            } finally {
                handover = next();
            }
        }
    }

    private @Nullable Handover next() {
        synchronized (waiting) {
            Handover next = waiting.poll();
            if (next == null) {
                running--;
            }
            return next;
        }
    }
}

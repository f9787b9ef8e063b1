package dev.baton.sip.transaction;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that passes only when it is told to. */
public final class ManualTimers implements Timers {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private Duration now = Duration.ZERO;
    private int numbers;

    private record Task(Duration due, int number, Runnable action) {}

    @Override
    public synchronized Handle schedule(Duration delay, Runnable action) {
        Task task = new Task(now.plus(delay), numbers++, action);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    @Override
    public synchronized long nanoTime() {
        return now.toNanos();
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    public void advance(long millis) {
        Duration until;
        synchronized (this) {
            until = now.plusMillis(millis);
        }
        for (Task task = next(until); task != null; task = next(until)) {
            task.action().run();
        }
    }

    private synchronized @Nullable Task next(Duration until) {
        Task first = tasks.peek();
        if (first == null || first.due().compareTo(until) > 0) {
            now = until;
            return null;
        }
        now = first.due();
        return tasks.poll();
    }
}

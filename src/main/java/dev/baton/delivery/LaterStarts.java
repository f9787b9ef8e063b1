package dev.baton.delivery;

import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Deliveries that begin later. One thread wakes them and does nothing else, so thousands may wait. Bounded: what finds
 * no place is found by the recovery when its lease runs out, as is what a crash took from memory.
 */
final class LaterStarts implements AutoCloseable {

    private final Semaphore places;
    private final Consumer<StoredHandover> start;
    private final ScheduledThreadPoolExecutor timer;

    /** @param start must not block */
    LaterStarts(int places, Consumer<StoredHandover> start) {
        this.places = new Semaphore(places);
        this.start = start;
        this.timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "deliver-later");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * @param delay measured by a clock that nobody sets; none and less is at once
     * @return false when all places are taken
     */
    boolean in(Duration delay, StoredHandover handover) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            var unused = timer.schedule(() -> wake(handover), delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            places.release();
            return false;
        }
    }

    private void wake(StoredHandover handover) {
        places.release();
        start.accept(handover);
    }

    /** Starts nothing any more; what waits is in the ledger. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package dev.baton.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * How much a worker does at once, and how long it waits.
 *
 * @param atOnce calls under way at the same time
 * @param atOncePerLane of those, in one lane
 * @param giveUpAfter how long a piece of work is tried
 * @param firstPause the longest pause after a first failure
 * @param breakerPause how long a lane that keeps failing is left alone
 */
public record WorkerLimits(
        int atOnce, int atOncePerLane, Duration giveUpAfter, Duration firstPause, Duration breakerPause) {

    private static final int IDLE_SECONDS = 10;

    public <L> Lanes<L> lanes() {
        return new Lanes<>(atOnce, atOncePerLane, breakerPause);
    }

    public Patience patience() {
        GrowingPause pause =
                new GrowingPause(firstPause, () -> ThreadLocalRandom.current().nextDouble());
        return new Patience(pause, giveUpAfter);
    }

    /**
     * A worker with threads of its own, which end when there is nothing to do.
     *
     * @param lanes {@link #lanes()} of these limits
     * @param threads how their names begin
     */
    public <L, D> QueueWorker<L, D> worker(LeasedQueue<L, D> queue, Lanes<L> lanes, String threads, Clock clock) {
        return new QueueWorker<>(queue, lanes, threads(threads), clock);
    }

    private ThreadPoolExecutor threads(String name) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(name);
        factory.setDaemon(true);
        // The lanes let in no more than there are threads; the queue is for those that are just finishing.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2 * atOnce), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}

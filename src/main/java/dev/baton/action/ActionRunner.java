package dev.baton.action;

import dev.baton.isolation.Lanes;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Due;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due from the ledger and has it done, as much at once as there is room for. What is not done now stays in
 * the ledger and comes with a later call, here or in another process.
 */
public final class ActionRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
    private static final int LANES_AT_ONCE = 50;

    /** Longer than a try can take. Who dies leaves its tasks to others after this time. */
    static final Duration LEASE = Duration.ofSeconds(90);

    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private final TaskQueue queue;
    private final ActionDelivery delivery;
    private final Lanes<String> lanes;
    private final ThreadPoolExecutor threads;
    private final Clock clock;
    private final AtomicInteger nudges = new AtomicInteger();
    private volatile boolean closed;
    private boolean failing;

    ActionRunner(
            TaskQueue queue, ActionDelivery delivery, Lanes<String> lanes, ThreadPoolExecutor threads, Clock clock) {
        this.queue = queue;
        this.delivery = delivery;
        this.lanes = lanes;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Starts to do whatever is due, and never waits for anybody's server. While one call does so another returns at
     * once, and the first looks again for what the other was called for. Never throws because of a database.
     */
    public void run() {
        if (nudges.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = nudges.get();
            attempt();
        } while (!nudges.compareAndSet(seen, 0));
    }

    private void attempt() {
        try {
            boolean more = true;
            while (more && !closed && lanes.hasRoom()) {
                Instant now = clock.instant();
                more = false;
                for (String lane : queue.lanes(now, lanes.closed(now), LANES_AT_ONCE)) {
                    more |= take(lane, now);
                }
            }
            failing = false;
        } catch (LedgerUnavailableException | CompletionException e) {
            if (!failing) {
                failing = true;
                LOG.warn("Actions wait for the ledger: {}", e.toString());
            }
        }
    }

    private boolean take(String lane, Instant now) {
        Lanes.Share share = lanes.share(lane, now);
        if (share.resting()) {
            lanes.swept(lane, now);
            return false;
        }
        if (share.most() <= 0) {
            return false;
        }
        List<Due> taken = queue.claim(lane, now, now.plus(LEASE), share.most()).join();
        taken.forEach(this::start);
        return !taken.isEmpty();
    }

    private void start(Due due) {
        CircuitBreaker breaker = lanes.enter(due.lane());
        try {
            threads.execute(() -> run(due, breaker));
        } catch (RejectedExecutionException closing) {
            lanes.leave(due.lane(), clock.instant());
        }
    }

    private void run(Due due, CircuitBreaker breaker) {
        try {
            // An open one lets a single call through when its rest is over.
            breaker.tryAcquirePermission();
            delivery.run(due, breaker);
        } catch (LedgerUnavailableException | CompletionException e) {
            LOG.debug("Task {} waits for the end of its lease: {}", due.id(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("Task {} failed in an unforeseen way", due.id(), e);
        } finally {
            lanes.leave(due.lane(), clock.instant());
        }
        run();
    }

    /** Lets calls under way end, for a short time. What is not written down is done once more after its lease. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.baton.worker;

import dev.baton.ledger.LedgerUnavailableException;
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
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due from the ledger and has it done, as much at once as there is room for. What is not done now stays in
 * the ledger and comes with a later call, here or in another process.
 *
 * @param <L> what fails together
 * @param <D> one piece of work, while we hold it
 */
public final class QueueWorker<L, D> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);
    private static final int LANES_AT_ONCE = 50;
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);
    private static final Duration LAST_WRITES = Duration.ofSeconds(2);

    private final LeasedQueue<L, D> queue;
    private final Lanes<L> lanes;
    private final ThreadPoolExecutor threads;
    private final Clock clock;
    private final AtomicInteger nudges = new AtomicInteger();
    private final ReentrantLock claiming = new ReentrantLock();
    private volatile boolean closed;
    private boolean failing;

    /** @param threads as many as the lanes let in at once; this worker ends them */
    public QueueWorker(LeasedQueue<L, D> queue, Lanes<L> lanes, ThreadPoolExecutor threads, Clock clock) {
        this.queue = queue;
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
        try {
            int seen;
            do {
                seen = nudges.get();
                attempt();
            } while (!nudges.compareAndSet(seen, 0));
        } catch (RuntimeException unforeseen) {
            // The next call must find nobody at work.
            nudges.set(0);
            throw unforeseen;
        }
    }

    private void attempt() {
        claiming.lock();
        try {
            boolean more = true;
            while (more && !closed && lanes.hasRoom()) {
                Instant now = clock.instant();
                more = false;
                for (L lane : queue.lanes(now, lanes.closed(now), LANES_AT_ONCE)) {
                    more |= take(lane, now);
                }
            }
            failing = false;
        } catch (LedgerUnavailableException | CompletionException e) {
            if (!failing) {
                failing = true;
                LOG.warn("{} wait for the ledger: {}", queue.name(), e.toString());
            }
        } finally {
            claiming.unlock();
        }
    }

    private boolean take(L lane, Instant now) {
        Lanes.Share share = lanes.share(lane, now);
        if (share.most() <= 0) {
            return false;
        }
        List<D> taken =
                share.resting() ? queue.claimOverdue(lane, now, share.most()) : queue.claim(lane, now, share.most());
        if (taken.isEmpty() && share.resting()) {
            lanes.swept(lane, now);
        }
        taken.forEach(due -> start(lane, due));
        return !taken.isEmpty();
    }

    private void start(L lane, D due) {
        CircuitBreaker breaker = lanes.enter(lane);
        try {
            threads.execute(() -> run(lane, due, breaker));
        } catch (RejectedExecutionException closing) {
            release(due);
            lanes.leave(lane, clock.instant());
        }
    }

    private void run(L lane, D due, CircuitBreaker breaker) {
        try {
            if (closed) {
                release(due);
            } else {
                queue.run(due, breaker);
            }
        } catch (LedgerUnavailableException | CompletionException e) {
            LOG.debug("{} waits for the end of its lease: {}", queue.name(due), e.toString());
        } catch (RuntimeException e) {
            failed(due, e);
        } finally {
            lanes.leave(lane, clock.instant());
        }
        run();
    }

    private void failed(D due, RuntimeException unforeseen) {
        if (closed) {
            // What it needs may be closed already: that says nothing about it.
            LOG.debug("{} was cut off", queue.name(due), unforeseen);
            release(due);
        } else {
            LOG.error("{} failed in an unforeseen way", queue.name(due), unforeseen);
        }
    }

    /** Only when this worker stops; until then, the rest of a lease is the pause after what nobody foresaw. */
    private void release(D due) {
        try {
            queue.release(due, clock.instant());
        } catch (LedgerUnavailableException | CompletionException e) {
            LOG.debug("{} waits for the end of its lease: {}", queue.name(due), e.toString());
        }
    }

    /**
     * Takes nothing more, gives back what has not begun, and lets calls under way end, for a short time. What is not
     * written down then is done once more after its lease. The ledger must be open still. May be called again.
     */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow().forEach(Runnable::run);
                queue.abort();
                threads.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS);
            }
            // Somebody who is just claiming gives it back before the ledger closes.
            if (claiming.tryLock(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
                claiming.unlock();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

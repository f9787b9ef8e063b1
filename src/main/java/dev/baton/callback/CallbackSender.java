package dev.baton.callback;

import dev.baton.isolation.Lanes;
import dev.baton.ledger.CallbackQueue;
import dev.baton.ledger.CallbackQueue.Due;
import dev.baton.ledger.CallbackQueue.Lane;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due from the ledger and has it told, as many at once as there is room for. What is not told now stays in
 * the ledger and comes with a later call, here or in another process.
 */
public final class CallbackSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackSender.class);
    private static final int LANES_AT_ONCE = 50;

    /** Longer than a call can take. Who dies leaves its callbacks to others after this time. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private final CallbackQueue queue;
    private final CallbackDelivery delivery;
    private final Lanes<Lane> lanes;
    private final Duration giveUpAfter;
    private final ThreadPoolExecutor threads;
    private final Clock clock;
    private final AtomicInteger nudges = new AtomicInteger();
    private volatile boolean closed;
    private boolean failing;

    CallbackSender(
            CallbackQueue queue,
            CallbackDelivery delivery,
            Lanes<Lane> lanes,
            Duration giveUpAfter,
            ThreadPoolExecutor threads,
            Clock clock) {
        this.queue = queue;
        this.delivery = delivery;
        this.lanes = lanes;
        this.giveUpAfter = giveUpAfter;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Starts to tell whatever is due, and never waits for a client's server. While one call does so another returns at
     * once, and the first looks again for what the other was called for. Never throws because of a database.
     */
    public void send() {
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
                for (Lane lane : queue.lanes(now, lanes.closed(now), LANES_AT_ONCE)) {
                    more |= take(lane, now);
                }
            }
            failing = false;
        } catch (LedgerUnavailableException | CompletionException e) {
            if (!failing) {
                failing = true;
                LOG.warn("Callbacks wait for the ledger: {}", e.toString());
            }
        }
    }

    private boolean take(Lane lane, Instant now) {
        Lanes.Share share = lanes.share(lane, now);
        if (share.most() <= 0) {
            return false;
        }
        Instant waitingSince = share.resting() ? now.minus(giveUpAfter) : now;
        List<Due> taken = queue.claim(lane, now, waitingSince, now.plus(LEASE), share.most())
                .join();
        if (taken.isEmpty() && share.resting()) {
            lanes.swept(lane, now);
        }
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
            delivery.tell(due, breaker);
        } catch (LedgerUnavailableException | CompletionException e) {
            LOG.debug("Callback of {} waits for the end of its lease: {}", due.handoverId(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("A callback of {} failed in an unforeseen way", due.handoverId(), e);
        } finally {
            lanes.leave(due.lane(), clock.instant());
        }
        send();
    }

    /** Lets calls under way end, for a short time. What is not written down is told once more after its lease. */
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

package dev.baton.callback;

import dev.baton.ledger.CallbackQueue;
import dev.baton.ledger.CallbackQueue.Due;
import dev.baton.ledger.CallbackQueue.Lane;
import dev.baton.vendor.GuardedPost;
import dev.baton.worker.LeasedQueue;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callbacks of a ledger, as work: of an address that is left alone, only what is too old is taken. */
final class CallbackWork implements LeasedQueue<Lane, Due> {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackWork.class);

    /** Longer than a call can take. Who dies leaves its callbacks to others after this time. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final CallbackQueue queue;
    private final CallbackDelivery delivery;
    private final GuardedPost post;
    private final Duration giveUpAfter;

    CallbackWork(CallbackQueue queue, CallbackDelivery delivery, GuardedPost post, Duration giveUpAfter) {
        this.queue = queue;
        this.delivery = delivery;
        this.post = post;
        this.giveUpAfter = giveUpAfter;
    }

    @Override
    public String name() {
        return "Callbacks";
    }

    @Override
    public String name(Due due) {
        return "A callback of " + due.handoverId();
    }

    @Override
    public List<Lane> lanes(Instant now, Collection<Lane> except, int limit) {
        return queue.lanes(now, except, limit);
    }

    @Override
    public List<Due> claim(Lane lane, Instant now, int limit) {
        return claim(lane, now, now, limit);
    }

    @Override
    public List<Due> claimOverdue(Lane lane, Instant now, int limit) {
        return claim(lane, now, now.minus(giveUpAfter), limit);
    }

    private List<Due> claim(Lane lane, Instant now, Instant waitingSince, int limit) {
        return queue.claim(lane, now, waitingSince, now.plus(LEASE), limit).join();
    }

    @Override
    public void run(Due due, CircuitBreaker breaker) {
        delivery.tell(due, breaker);
    }

    @Override
    public void release(Due due, Instant now) {
        queue.again(due, due.attempts(), due.refusals(), now).join();
    }

    @Override
    public void abort() {
        try {
            post.close();
        } catch (IOException e) {
            LOG.debug("The connections of callbacks were not closed in order: {}", e.toString());
        }
    }
}

package dev.baton.action;

import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Due;
import dev.baton.worker.LeasedQueue;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The tasks of a ledger, as work: in a lane that is left alone, all of them wait. */
final class TaskWork implements LeasedQueue<String, Due> {

    /** Longer than a try can take. Who dies leaves its tasks to others after this time. */
    private static final Duration LEASE = Duration.ofSeconds(90);

    private final TaskQueue queue;
    private final ActionDelivery delivery;

    TaskWork(TaskQueue queue, ActionDelivery delivery) {
        this.queue = queue;
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return "Actions";
    }

    @Override
    public String name(Due due) {
        return "Task " + due.id();
    }

    @Override
    public List<String> lanes(Instant now, Collection<String> except, int limit) {
        return queue.lanes(now, except, limit);
    }

    @Override
    public List<Due> claim(String lane, Instant now, int limit) {
        return queue.claim(lane, now, now.plus(LEASE), limit).join();
    }

    @Override
    public void run(Due due, CircuitBreaker breaker) {
        // An open one lets a single call through when its rest is over.
        breaker.tryAcquirePermission();
        delivery.run(due, breaker);
    }

    @Override
    public void release(Due due, Instant now) {
        queue.again(due, due.lane(), due.details(), due.attempts(), due.refusals(), now)
                .join();
    }
}

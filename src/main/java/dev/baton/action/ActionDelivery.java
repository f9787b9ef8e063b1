package dev.baton.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.action.ActionMetrics.Outcome;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Due;
import dev.baton.ledger.TaskQueue.State;
import dev.baton.vendor.Failures;
import dev.baton.worker.Patience;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries one task once, and writes down what came of it and how it goes on. */
final class ActionDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ActionDelivery.class);
    private static final String HERE = "here";
    private static final String HERE_SINCE = "hereSince";
    private static final String UNFORESEEN = "action_failed";

    private final Ledger ledger;
    private final Function<ActionWork, Exchange> route;
    private final Patience patience;
    private final Duration nextAfter;
    private final ActionMetrics metrics;
    private final Clock clock;

    /**
     * @param route sends a task down its route, and answers with what came out of it
     * @param nextAfter how long it is tried at one station of several
     */
    ActionDelivery(
            Ledger ledger,
            Function<ActionWork, Exchange> route,
            Patience patience,
            Duration nextAfter,
            ActionMetrics metrics,
            Clock clock) {
        this.ledger = ledger;
        this.route = route;
        this.patience = patience;
        this.nextAfter = nextAfter;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The ledger's answers are waited for, so that the lane is not left before they are on disk. */
    void run(Due due, CircuitBreaker breaker) {
        Optional<StoredHandover> stored = ledger.find(due.client(), due.handoverId());
        if (stored.isEmpty() || stored.get().handover().message().isEmpty()) {
            breaker.releasePermission();
            end(due, State.SKIPPED, due.details());
            return;
        }
        long began = System.nanoTime();
        Exchange exchange = route.apply(new ActionWork(
                due, stored.get(), queue().of(List.of(due.handoverId())).getOrDefault(due.handoverId(), List.of())));
        long took = System.nanoTime() - began;
        Exception thrown = exchange.getException();
        if (thrown == null) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            done(due, exchange.getMessage().getBody(ObjectNode.class));
            return;
        }
        Failure failure = failure(due, thrown);
        judge(breaker, failure, took, thrown);
        failed(due, failure, thrown instanceof ActionFailedException known ? known.by() : null);
    }

    /** Who refuses is there; only one that cannot answer is left alone. */
    private static void judge(CircuitBreaker breaker, Failure failure, long took, Exception thrown) {
        if (failure.failureClass() == FailureClass.TRY_AGAIN || failure.failureClass() == FailureClass.UNKNOWN) {
            breaker.onError(took, TimeUnit.NANOSECONDS, thrown);
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
    }

    private static Failure failure(Due due, Exception thrown) {
        if (thrown instanceof ActionFailedException known) {
            return known.failure();
        }
        LOG.warn("Task {} ({}) failed in its route", due.id(), due.kind(), thrown);
        Failure found = Failures.classify(thrown, true);
        // Words of somebody's own route: they may hold anything.
        return new Failure(found.failureClass(), UNFORESEEN, "The route of this action failed; see the log", null);
    }

    private void done(Due due, @Nullable ObjectNode result) {
        ObjectNode details = due.details().deepCopy();
        details.set(
                ActionStory.RESULT,
                result == null ? JsonNodeFactory.instance.objectNode().put("by", ActionStory.GATEWAY) : result);
        metrics.count(due.kind(), Outcome.DONE);
        end(due, State.DONE, details);
    }

    private void failed(Due due, Failure failure, @Nullable String by) {
        Instant now = clock.instant();
        ObjectNode details = due.details().deepCopy();
        ObjectNode result = details.putObject(ActionStory.RESULT)
                .put("code", failure.code())
                .put("reason", failure.reason());
        if (by != null) {
            result.put("by", by);
        }
        boolean refused =
                failure.failureClass() != FailureClass.TRY_AGAIN && failure.failureClass() != FailureClass.UNKNOWN;
        boolean tooLong = now.isAfter(since(due).plus(nextAfter));
        if (Stations.hasNext(details) && (refused || tooLong)) {
            next(due, details, now);
        } else if (refused && patience.isExhaustedBy(due.refusals() + 1) || patience.isOver(due.since(), now)) {
            giveUp(due, details, failure);
        } else {
            again(due, details, failure, refused, now);
        }
    }

    private void next(Due due, ObjectNode details, Instant now) {
        ObjectNode next = Stations.next(details);
        next.put(HERE, 0).put(HERE_SINCE, now.toEpochMilli());
        metrics.count(due.kind(), Outcome.NEXT);
        queue().again(due, Stations.lane(Stations.now(next)), next, due.attempts() + 1, 0, now)
                .join();
    }

    private void again(Due due, ObjectNode details, Failure failure, boolean refused, Instant now) {
        int here = details.path(HERE).asInt() + 1;
        details.put(HERE, here);
        metrics.count(due.kind(), Outcome.RETRIED);
        Instant at = patience.next(now, here, failure.retryAfter());
        queue().again(due, due.lane(), details, due.attempts() + 1, due.refusals() + (refused ? 1 : 0), at)
                .join();
    }

    private void giveUp(Due due, ObjectNode details, Failure failure) {
        metrics.count(due.kind(), Outcome.FAILED);
        LOG.warn(
                "Nobody did what was to be done beside handover {}: {} failed after {} tries ({}: {}). Somebody has to"
                        + " see to it by hand.",
                due.handoverId(),
                due.kind(),
                due.attempts() + 1,
                failure.code(),
                failure.reason());
        end(due, State.FAILED, details);
    }

    private void end(Due due, State state, ObjectNode details) {
        if (state == State.SKIPPED) {
            metrics.count(due.kind(), Outcome.SKIPPED);
        }
        queue().end(due, state, details, clock.instant()).join();
    }

    private static Instant since(Due due) {
        return due.details().has(HERE_SINCE)
                ? Instant.ofEpochMilli(due.details().path(HERE_SINCE).asLong())
                : due.since();
    }

    private TaskQueue queue() {
        return ledger.tasks();
    }
}

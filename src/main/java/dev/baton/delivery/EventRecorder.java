package dev.baton.delivery;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.VendorEvent;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.StoredHandover;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves handovers on as their targets' events say, and starts what follows from it. */
public final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("handover");

    /** Vendors wait a few seconds for an answer, and give up on the conversation without one. */
    private static final long PATIENCE_SECONDS = 3;

    private static final int LATER_THREADS = 2;
    private static final int MOST_LATER = 10_000;

    private final Ledger ledger;
    private final EventSteps steps;
    private final Deliveries deliveries;
    private final Outcomes outcomes;
    private final DeliveryMetrics metrics;
    private final Executor later = threads();

    public EventRecorder(
            Ledger ledger, Courses courses, Deliveries deliveries, Outcomes outcomes, DeliveryMetrics metrics) {
        this.ledger = ledger;
        this.steps = new EventSteps(courses);
        this.deliveries = deliveries;
        this.outcomes = outcomes;
        this.metrics = metrics;
    }

    /**
     * When it returns, everything that the events change is on disk.
     *
     * @throws LedgerUnavailableException when it is not known to be: the target should send the events again
     */
    public void record(ActiveTarget target, List<VendorEvent> events) {
        if (events.isEmpty()) {
            count(target, "ignored");
        }
        List<Recorded> recorded = events.stream()
                .map(event -> new Recorded(event, advance(target, event, id(target, event))))
                .toList();
        recorded.forEach(one -> told(target, one.event(), await(one.step())));
    }

    /**
     * As {@link #record}, for who must not wait, such as a thread that reads from the network: it neither blocks nor
     * throws. Events of one handover, called by its id, take effect in the order of these calls.
     *
     * @return done when everything is on disk; failed with {@link LedgerUnavailableException}, perhaps as a cause, when it
     *     is not known to be
     */
    public CompletionStage<Void> recordLater(ActiveTarget target, List<VendorEvent> events) {
        return CompletableFuture.allOf(
                events.stream().map(event -> later(target, event)).toArray(CompletableFuture<?>[]::new));
    }

    /** What is not an event of this target's handover, for {@code handover.target.events}. */
    public void count(ActiveTarget target, String outcome) {
        metrics.event(target.name(), outcome);
    }

    private CompletableFuture<Void> later(ActiveTarget target, VendorEvent event) {
        try {
            CompletableFuture<Ledger.Advance> step = event.reference() == null
                    ? advance(target, event, id(target, event))
                    : CompletableFuture.supplyAsync(() -> id(target, event), later)
                            .thenCompose(id -> advance(target, event, id));
            // Not on the ledger's own thread, on which every write would wait for it.
            return step.thenAcceptAsync(done -> told(target, event, done), later);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new LedgerUnavailableException("Too many events wait to be recorded", e));
        }
    }

    /** What a target said does nothing: its connector's mapping has to be looked at. */
    public void notUnderstood(ActiveTarget target, String why) {
        count(target, "unmapped");
        LOG.warn(
                "An event of {} does nothing: the mapping of connector {} did not understand it: {}",
                target.name(),
                target.connector().id(),
                why);
    }

    private Optional<String> id(ActiveTarget target, VendorEvent event) {
        VendorEvent.Reference reference = event.reference();
        return reference == null
                ? Optional.ofNullable(event.handoverId())
                : ledger.findByReference(target.name(), reference.name(), reference.value());
    }

    private CompletableFuture<Ledger.Advance> advance(ActiveTarget target, VendorEvent event, Optional<String> id) {
        return id.map(known -> ledger.advance(known, stored -> steps.step(target, event, stored)))
                .orElseGet(() ->
                        CompletableFuture.completedFuture(new Ledger.Advance(Optional.empty(), Optional.empty())));
    }

    private static Ledger.Advance await(CompletableFuture<Ledger.Advance> step) {
        try {
            return step.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LedgerUnavailableException("An event could not be recorded in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("The gateway is stopping", e);
        }
    }

    private void told(ActiveTarget target, VendorEvent event, Ledger.Advance step) {
        StoredHandover before = step.before()
                .filter(stored -> stored.handover().target().equals(target.name()))
                .orElse(null);
        if (before == null) {
            count(target, "unknown");
        } else if (step.after().isEmpty()) {
            count(target, "unchanged");
            // However little it says, it says that somebody is there.
            ledger.renew(before, steps.now());
            LOG.debug(
                    "Handover {} stays {}: an event of {} came late or twice",
                    before.handover().id(),
                    before.state().wireName(),
                    target.name());
        } else {
            count(target, "moved");
            moved(before, step.after().get(), event.failure());
        }
    }

    private void moved(StoredHandover before, StoredHandover now, @Nullable Failure failure) {
        HandoverState state = now.state();
        if (state == before.state()) {
            return;
        }
        if (!before.state().isOutcome()) {
            metrics.delivered(before.handover(), label(now, failure));
        }
        metrics.ended(before.handover(), state);
        if (state == HandoverState.RETRYING) {
            deliveries.goOn(now);
        } else if (!before.state().isOutcome()) {
            outcomes.reached(now);
        }
        LOG.info(
                "Handover {} {} by {}",
                now.handover().id(),
                state.wireName(),
                before.handover().target());
    }

    /** As a call's: the class of what ended it at this target, or the state. */
    private static String label(StoredHandover now, @Nullable Failure failure) {
        boolean elsewhere = now.state() == HandoverState.RETRYING && now.awaitsUntil() == null;
        boolean ended = elsewhere || now.state() == HandoverState.FAILED;
        return failure != null && ended
                ? failure.failureClass().wireName()
                : now.state().wireName();
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                LATER_THREADS, LATER_THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_LATER), work -> {
                    Thread thread = new Thread(work, "target-event");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** An event and the write that it leads to. */
    private record Recorded(VendorEvent event, CompletableFuture<Ledger.Advance> step) {}
}

package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.VendorEvent;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import dev.baton.security.Redactor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves handovers on as their targets' events say. Events come late, twice and in any order: a handover only ever moves
 * forward, never out of its end, and only by its own target.
 */
public final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("handover");

    /** Vendors wait a few seconds for an answer, and give up on the conversation without one. */
    private static final long PATIENCE_SECONDS = 3;

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    public EventRecorder(Ledger ledger, Outcomes outcomes, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
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
        List<CompletableFuture<Ledger.Advance>> steps = events.stream()
                .map(event -> id(target, event)
                        .map(id -> ledger.advance(id, stored -> step(target, event, stored)))
                        .orElseGet(() -> CompletableFuture.completedFuture(
                                new Ledger.Advance(Optional.empty(), Optional.empty()))))
                .toList();
        steps.forEach(step -> told(target, await(step)));
    }

    /** What is not an event of this target's handover, for {@code handover.target.events}. */
    public void count(ActiveTarget target, String outcome) {
        metrics.event(target.name(), outcome);
    }

    public java.util.concurrent.CompletionStage<Void> recordLater(ActiveTarget target, List<VendorEvent> events) {
        return CompletableFuture.runAsync(() -> record(target, events));
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

    private Optional<Transition> step(ActiveTarget target, VendorEvent event, StoredHandover stored) {
        HandoverState from = stored.state();
        if (!stored.handover().target().equals(target.name()) || from.isTerminal()) {
            return Optional.empty();
        }
        HandoverState to = next(from, event);
        Failure failure = to == HandoverState.FAILED ? redacted(target, stored, event.failure()) : null;
        ObjectNode outcome = outcome(stored, event, failure);
        if (!from.isOutcome() && to.isOutcome()) {
            Story told = Story.of(stored.outcome());
            (failure == null
                            ? told.taken(target.name(), to, clock.instant())
                            : told.failed(target.name(), failure, clock.instant()))
                    .addTo(outcome);
        }
        // What is still requested awaits no word of the target: its message is being said, or it waits for its turn.
        boolean untold = stored.awaitsUntil() == null || from == HandoverState.REQUESTED;
        boolean underWay = to.ordinal() <= HandoverState.DELIVERING.ordinal() && untold;
        boolean nothingNew = to == from && (outcome.isEmpty() || outcome.equals(stored.outcome()));
        if (underWay || nothingNew) {
            return Optional.empty();
        }
        ObjectNode data =
                failure == null ? EventData.event(stored.handover()) : EventData.event(stored.handover(), failure);
        if (event.detail() != null) {
            data.put("detail", redactor(target, stored).redact(event.detail()));
        }
        boolean awaits = to == HandoverState.DELIVERING;
        return Optional.of(new Transition(
                Set.of(from), to, clock.instant(), data, outcome, awaits ? stored.awaitsUntil() : null, awaits));
    }

    /** What came back before the target had confirmed that it has it was never handed over. */
    private static HandoverState next(HandoverState from, VendorEvent event) {
        HandoverState to = event.state();
        if (to == null || to.ordinal() <= from.ordinal() || from == HandoverState.REQUESTED) {
            return from;
        }
        return event.failure() != null && !from.isOutcome() ? HandoverState.FAILED : to;
    }

    private static ObjectNode outcome(StoredHandover stored, VendorEvent event, @Nullable Failure failure) {
        ObjectNode added = failure == null ? JsonNodeFactory.instance.objectNode() : OutcomeJson.failed(failure);
        if (!event.externalRefs().isEmpty()) {
            added.set("externalRefs", event.externalRefs());
        }
        return Confirmations.merged(stored.outcome(), added);
    }

    private static @Nullable Failure redacted(ActiveTarget target, StoredHandover stored, @Nullable Failure failure) {
        return failure == null
                ? null
                : new Failure(
                        failure.failureClass(),
                        failure.code(),
                        redactor(target, stored).redact(failure.reason()),
                        null);
    }

    /** A vendor may repeat whatever it was sent. */
    private static Redactor redactor(ActiveTarget target, StoredHandover stored) {
        List<String> secrets = new ArrayList<>(target.definition().secrets().values());
        if (stored.handover().token() != null) {
            secrets.add(stored.handover().token());
        }
        return new Redactor(secrets);
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

    private void told(ActiveTarget target, Ledger.Advance step) {
        boolean known = step.before()
                .map(stored -> stored.handover().target().equals(target.name()))
                .orElse(false);
        if (!known) {
            count(target, "unknown");
        } else if (step.after().isEmpty()) {
            count(target, "unchanged");
            StoredHandover stays = step.before().orElseThrow();
            LOG.debug(
                    "Handover {} stays {}: an event of {} came late or twice",
                    stays.handover().id(),
                    stays.state().wireName(),
                    target.name());
        } else {
            count(target, "moved");
            moved(step.before().orElseThrow().state(), step.after().get());
        }
    }

    private void moved(HandoverState from, StoredHandover stored) {
        Handover handover = stored.handover();
        if (stored.state() == from) {
            return;
        }
        if (!from.isOutcome() && stored.state().isOutcome()) {
            String failed = stored.outcome() == null
                    ? ""
                    : stored.outcome().at("/failure/class").asText();
            metrics.delivered(
                    handover,
                    stored.state() == HandoverState.FAILED
                            ? failed
                            : stored.state().wireName());
            outcomes.reached(stored);
        }
        LOG.info("Handover {} {} by {}", handover.id(), stored.state().wireName(), handover.target());
    }
}

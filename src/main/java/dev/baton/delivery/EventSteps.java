package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.VendorEvent;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import dev.baton.security.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what an event of a target changes. Events come late, twice and in any order: a handover only ever moves
 * forward, never out of its end, and only by its own target.
 */
final class EventSteps {

    private final Courses courses;

    EventSteps(Courses courses) {
        this.courses = courses;
    }

    Instant now() {
        return courses.now();
    }

    /** Only decides; empty when the event changes nothing. */
    Optional<Transition> step(ActiveTarget target, VendorEvent told, StoredHandover stored) {
        HandoverState from = stored.state();
        if (!stored.handover().target().equals(target.name()) || from.isTerminal() || from == HandoverState.REQUESTED) {
            return Optional.empty();
        }
        VendorEvent event = shown(target, told, stored);
        HandoverState to = event.state() == null || event.state().ordinal() <= from.ordinal() ? from : event.state();
        if (to != from) {
            return event.failure() != null && !from.isOutcome()
                    ? notTaken(event, event.failure(), stored)
                    : Optional.of(moved(event, stored, to));
        }
        return stays(event, stored);
    }

    /**
     * What came back before the target had confirmed that it has it was never handed over. A target that is about to be
     * tried again may say so of the try before: that changes nothing any more.
     */
    private Optional<Transition> notTaken(VendorEvent event, Failure failure, StoredHandover stored) {
        if (stored.state() != HandoverState.DELIVERING) {
            return Optional.empty();
        }
        Story story = Story.of(stored.outcome());
        // A second call beside one that still runs could not be told from it.
        Course course = stored.awaitsUntil() == null
                ? courses.noMore(stored.handover(), story, failure, Doubt.NONE)
                : courses.after(stored.handover(), story, failure, Doubt.NONE);
        Transition step = course.step(
                Set.of(HandoverState.DELIVERING),
                failure,
                detailed(EventData.event(stored.handover(), failure), event),
                courses.now());
        return Optional.of(course instanceof Course.Over ? step.with(ended(event, stored, step)) : step);
    }

    private static ObjectNode ended(VendorEvent event, StoredHandover stored, Transition over) {
        ObjectNode outcome = known(event, stored).without(List.of(Story.UNTIL, Progress.MEMBER));
        return over.outcome() == null ? outcome : outcome.setAll(over.outcome());
    }

    private Transition moved(VendorEvent event, StoredHandover stored, HandoverState to) {
        ObjectNode outcome = known(event, stored).without(List.of(Story.UNTIL, Progress.MEMBER));
        if (!stored.state().isOutcome()) {
            Story.of(stored.outcome())
                    .taken(stored.handover().target(), to, courses.now())
                    .addTo(outcome);
        }
        if (event.detail() != null) {
            Progress.note(outcome, event.detail());
        }
        ObjectNode data = data(event, stored);
        if (to == HandoverState.FAILED && event.failure() != null) {
            outcome.setAll(OutcomeJson.failed(event.failure()));
            data = detailed(EventData.event(stored.handover(), event.failure()), event);
        }
        return new Transition(Set.of(stored.state()), to, courses.now(), data, outcome, null);
    }

    private Optional<Transition> stays(VendorEvent event, StoredHandover stored) {
        HandoverState state = stored.state();
        if (state == HandoverState.RETRYING) {
            return Optional.empty();
        }
        ObjectNode outcome = known(event, stored);
        boolean ofThisState = event.state() == null || event.state() == state;
        boolean tidings = event.detail() != null && ofThisState && Progress.note(outcome, event.detail());
        boolean calling = state == HandoverState.DELIVERING && stored.awaitsUntil() == null;
        if (calling && !tidings || outcome.isEmpty() || outcome.equals(stored.outcome())) {
            return Optional.empty();
        }
        Instant now = courses.now();
        // A sign of life: whoever calls goes on for as long as at its beginning.
        Instant lease = calling ? now.plus(DeliveryRecorder.LONGEST_DELIVERY) : stored.awaitsUntil();
        return Optional.of(new Transition(
                Set.of(state), state, now, data(event, stored), outcome, lease, stored.awaitsUntil() != null));
    }

    private static ObjectNode data(VendorEvent event, StoredHandover stored) {
        return detailed(EventData.event(stored.handover()), event);
    }

    private static ObjectNode detailed(ObjectNode data, VendorEvent event) {
        return event.detail() == null ? data : data.put("detail", event.detail());
    }

    private static ObjectNode known(VendorEvent event, StoredHandover stored) {
        ObjectNode added = JsonNodeFactory.instance.objectNode();
        if (!event.externalRefs().isEmpty()) {
            added.set("externalRefs", event.externalRefs());
        }
        return Confirmations.merged(stored.outcome(), added);
    }

    /** A vendor may repeat whatever it was sent. */
    private static VendorEvent shown(ActiveTarget target, VendorEvent event, StoredHandover stored) {
        List<String> secrets = new ArrayList<>(target.definition().secrets().values());
        if (stored.handover().token() != null) {
            secrets.add(stored.handover().token());
        }
        Redactor redactor = new Redactor(secrets);
        Failure failure = event.failure();
        return new VendorEvent(
                event.handoverId(),
                event.reference(),
                event.state(),
                event.externalRefs(),
                failure == null
                        ? null
                        : new Failure(
                                failure.failureClass(),
                                failure.code(),
                                redactor.redact(failure.reason()),
                                failure.retryAfter()),
                event.detail() == null ? null : redactor.redact(event.detail()));
    }
}

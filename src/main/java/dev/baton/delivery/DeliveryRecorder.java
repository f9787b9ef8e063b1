package dev.baton.delivery;

import static dev.baton.delivery.EventData.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.LiveTarget;
import dev.baton.catalog.Presence;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import dev.baton.mapping.MappingNotes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each step of a delivery into the ledger; the delivery route calls it around the vendor's calls. */
public final class DeliveryRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("handover");
    /** How long a call has until another process may look after its handover. */
    static final Duration LONGEST_DELIVERY = Duration.ofMinutes(2);

    private static final Set<HandoverState> DURING = Set.of(HandoverState.DELIVERING);

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final DeliveryEnds ends;
    private final Confirmations confirmations;
    private final Courses courses;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    public DeliveryRecorder(Ledger ledger, Outcomes outcomes, Courses courses, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.ends = new DeliveryEnds(ledger, outcomes, metrics, clock);
        this.confirmations = new Confirmations(ledger, clock);
        this.courses = courses;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * On disk before the first call, so that a crash in mid-call is known as one. Stops the route when the handover is
     * no longer as it was found: it waited so long for its turn that somebody else took it over.
     */
    public void begin(Exchange exchange) {
        Handover handover = handover(exchange);
        exchange.setProperty(DeliveryProperties.BEGAN, System.nanoTime());
        StoredHandover found = found(exchange);
        Optional<StoredHandover> moved = ledger.move(
                        found,
                        new Transition(
                                Set.of(found.state()),
                                HandoverState.DELIVERING,
                                clock.instant(),
                                event(handover),
                                made(exchange, found),
                                clock.instant().plus(LONGEST_DELIVERY)))
                .join();
        if (moved.isEmpty()) {
            exchange.setRouteStop(true);
        }
    }

    /** What was known of it and what this delivery made; absent when it made nothing. */
    private static @Nullable ObjectNode made(Exchange exchange, StoredHandover found) {
        Kept kept = exchange.getProperty(DeliveryProperties.MADE, Kept.class);
        if (kept == null) {
            return null;
        }
        ObjectNode outcome = Confirmations.merged(found.outcome(), JsonNodeFactory.instance.objectNode());
        kept.addTo(outcome);
        return outcome;
    }

    /** The vendor's calls went well; what became of the handover may still have to be told by an event. */
    public void success(Exchange exchange) {
        ObjectNode receipt = exchange.getMessage().getBody(ObjectNode.class);
        HandoverState state = HandoverState.of(receipt.path("state").asText());
        Handover handover = handover(exchange);
        ObjectNode outcome = OutcomeJson.taken(
                receipt,
                handover,
                target(exchange).target(),
                exchange.getProperty(DeliveryProperties.NOTES, MappingNotes.class));
        OutcomeJson.couldNotAsk(outcome, exchange.getProperty(DeliveryProperties.PRESENCE, Presence.class), handover);
        ObjectNode event = took(exchange, event(handover));
        if (state == HandoverState.DELIVERING) {
            story(exchange).keepIn(outcome);
            Duration longest = Duration.ofSeconds(receipt.path("awaits").asLong());
            Optional<StoredHandover> awaiting = confirmations.await(handover, longest, event, outcome);
            if (receipt.path("botActs").asBoolean()) {
                awaiting.ifPresent(outcomes::reached);
            }
            return;
        }
        story(exchange).taken(handover.target(), state, clock.instant()).addTo(outcome);
        if (!ends.taken(handover, DURING, state, event, outcome)) {
            confirmations.overtaken(handover, event, outcome);
        }
    }

    /** The ledger could not be written. That says nothing about the vendor, so nothing is concluded from it. */
    public void notRecorded(Exchange exchange) {
        LOG.warn(
                "Handover {} is looked at again later: the ledger could not take its next step",
                handover(exchange).id());
    }

    /**
     * The gateway died in mid-call: the vendor may have the handover, and sending it again could double it.
     *
     * @return what goes on, if it does
     */
    Optional<StoredHandover> interrupted(StoredHandover left) {
        Failure failure = new Failure(
                FailureClass.UNKNOWN,
                "interrupted",
                "The gateway stopped in the middle of the call. The target may have taken the handover; sending it again"
                        + " could double it.",
                null);
        return leftFailed(left, failure);
    }

    /**
     * No event of the target came in time. It took the call, so it may have the handover.
     *
     * @return what goes on, if it does
     */
    Optional<StoredHandover> unconfirmed(StoredHandover left, boolean repeatable) {
        return leftFailed(left, Confirmations.unconfirmed(repeatable));
    }

    private Optional<StoredHandover> leftFailed(StoredHandover left, Failure failure) {
        Handover handover = left.handover();
        Course course = courses.after(handover, Story.of(left.outcome()), failure, Doubt.TAKEN);
        return ends.notTaken(left, failure, event(handover, failure), course);
    }

    /**
     * Its target cannot be used, and nothing has been sent to it.
     *
     * @return the handover at its next target; empty when there is none, so that it waits for its own
     */
    Optional<StoredHandover> unusable(StoredHandover left) {
        Handover handover = left.handover();
        Failure failure = Fallbacks.unusable("The target cannot be used now.");
        return courses.without(handover, Story.of(left.outcome()), failure)
                .flatMap(course -> ends.notTaken(left, failure, event(handover, failure), course));
    }

    /** Something went wrong on the way: it is classified, so that it is known who has to act. */
    public void failure(Exchange exchange) {
        Handover handover = handover(exchange);
        Failure failure = ShownFailure.of(exchange);
        ObjectNode event = took(exchange, event(handover, failure));
        StoredHandover found = found(exchange);
        // A crash interrupted the call before: the target may have taken that one, whatever it says of this one.
        Doubt doubt = found.state() == HandoverState.DELIVERING ? Doubt.TAKEN : ShownFailure.doubt(exchange);
        Course course = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof TargetHeldException held
                ? courses.held(handover, story(exchange), held, doubt)
                : courses.after(handover, story(exchange), failure, doubt);
        Optional<StoredHandover> goesOn = begun(exchange)
                ? ends.notTaken(handover, DURING, failure, event, course)
                : ends.notTaken(found, failure, event, course);
        goesOn.ifPresent(stored -> exchange.setProperty(DeliveryProperties.GOES_ON, stored));
    }

    private static boolean begun(Exchange exchange) {
        return exchange.getProperty(DeliveryProperties.BEGAN) != null;
    }

    private ObjectNode took(Exchange exchange, ObjectNode event) {
        if (!begun(exchange)) {
            return event;
        }
        long nanos = System.nanoTime() - exchange.getProperty(DeliveryProperties.BEGAN, Long.class);
        metrics.took(handover(exchange), nanos);
        return event.put("durationMillis", Duration.ofNanos(nanos).toMillis());
    }

    private static Story story(Exchange exchange) {
        return exchange.getProperty(DeliveryProperties.STORY, Story.class);
    }

    private static LiveTarget target(Exchange exchange) {
        return exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
    }

    private static StoredHandover found(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DeliveryProperties.FOUND, StoredHandover.class));
    }

    private static Handover handover(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DeliveryProperties.HANDOVER, Handover.class));
    }
}

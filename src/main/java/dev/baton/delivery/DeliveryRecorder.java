package dev.baton.delivery;

import static dev.baton.delivery.EventData.event;
import static dev.baton.delivery.EventData.outcome;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import dev.baton.mapping.MappingNotes;
import dev.baton.security.Redactor;
import dev.baton.vendor.Failures;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each step of a delivery into the ledger; the delivery route calls it around the vendor's calls. */
public final class DeliveryRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("handover");
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(2);
    private static final Set<HandoverState> DURING = Set.of(HandoverState.DELIVERING);

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final Confirmations confirmations;

    public DeliveryRecorder(Ledger ledger, Outcomes outcomes, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
        this.confirmations = new Confirmations(ledger, clock);
    }

    /**
     * On disk before the first call, so that a crash in mid-call is known as one. Stops the route when the handover is
     * no longer as it was found: it waited so long for its turn that somebody else took it over.
     */
    public void begin(Exchange exchange) {
        Handover handover = handover(exchange);
        exchange.setProperty(DeliveryProperties.BEGAN, System.nanoTime());
        Optional<StoredHandover> moved = ledger.move(
                        handover.id(),
                        new Transition(
                                Set.of(found(exchange)),
                                HandoverState.DELIVERING,
                                clock.instant(),
                                event(handover),
                                null,
                                clock.instant().plus(LONGEST_DELIVERY)))
                .join();
        if (moved.isEmpty()) {
            exchange.setRouteStop(true);
        }
    }

    /** The vendor's calls went well; what became of the handover may still have to be told by an event. */
    public void success(Exchange exchange) {
        ObjectNode receipt = exchange.getMessage().getBody(ObjectNode.class);
        HandoverState state = HandoverState.of(receipt.path("state").asText());
        ObjectNode outcome =
                Confirmations.outcome(receipt, exchange.getProperty(DeliveryProperties.NOTES, MappingNotes.class));
        Handover handover = handover(exchange);
        ObjectNode event = event(handover);
        if (state == HandoverState.DELIVERING) {
            timed(exchange, event);
            confirmations.await(
                    handover, Duration.ofSeconds(receipt.path("awaits").asLong()), event, outcome);
        } else if (!record(exchange, state, state.wireName(), event, outcome)) {
            confirmations.overtaken(handover, event, outcome);
        }
    }

    /** The ledger could not be written. That says nothing about the vendor, so nothing is concluded from it. */
    public void notRecorded(Exchange exchange) {
        LOG.warn(
                "Handover {} is looked at again later: the ledger could not take its next step",
                handover(exchange).id());
    }

    /** The gateway died in mid-call: the vendor may have the handover, and sending it again could double it. */
    void interrupted(Handover handover) {
        Failure failure = new Failure(
                FailureClass.UNKNOWN,
                "interrupted",
                "The gateway stopped in the middle of the call. The target may have taken the handover; sending it again"
                        + " could double it.",
                null);
        failed(handover, failure);
    }

    /** No event of the target came in time. */
    void unconfirmed(Handover handover, boolean repeatable) {
        failed(handover, Confirmations.unconfirmed(repeatable));
    }

    private void failed(Handover handover, Failure failure) {
        record(
                handover,
                HandoverState.FAILED,
                failure.failureClass().wireName(),
                event(handover, failure),
                outcome(failure));
    }

    /** Something went wrong on the way: it is classified, so that it is known who has to act. */
    public void failure(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        DeliveryScope delivery = DeliveryScope.of(exchange);
        Failure failure = Failures.classify(
                Objects.requireNonNull(thrown), delivery.target().connector().idempotent());
        Failure shown = new Failure(
                failure.failureClass(),
                failure.code(),
                redactor(exchange).redact(failure.reason()),
                failure.retryAfter());
        record(
                exchange,
                HandoverState.FAILED,
                failure.failureClass().wireName(),
                event(handover(exchange), shown),
                outcome(shown));
    }

    /** A vendor may repeat in its answer whatever it was sent. */
    private static Redactor redactor(Exchange exchange) {
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        List<String> secrets =
                new ArrayList<>(target.target().definition().secrets().values());
        secrets.addAll(target.tokens());
        return new Redactor(secrets);
    }

    private boolean record(Exchange exchange, HandoverState state, String label, ObjectNode event, ObjectNode outcome) {
        timed(exchange, event);
        return record(handover(exchange), state, label, event, outcome);
    }

    private void timed(Exchange exchange, ObjectNode event) {
        long nanos = System.nanoTime() - exchange.getProperty(DeliveryProperties.BEGAN, Long.class);
        event.put("durationMillis", Duration.ofNanos(nanos).toMillis());
        metrics.took(handover(exchange), nanos);
    }

    /** @return false when somebody else moved the handover before */
    private boolean record(Handover handover, HandoverState state, String label, ObjectNode event, ObjectNode outcome) {
        Optional<StoredHandover> moved = ledger.move(
                        handover.id(), new Transition(DURING, state, clock.instant(), event, outcome, null))
                .join();
        moved.ifPresent(stored -> {
            metrics.delivered(handover, label);
            outcomes.reached(stored);
            LOG.info(
                    "Handover {} {} by {}{}{}",
                    handover.id(),
                    state.wireName(),
                    handover.target(),
                    event.has("durationMillis")
                            ? " after " + event.path("durationMillis").asLong() + " ms"
                            : "",
                    event.has("code") ? ": " + event.path("code").asText() : "");
        });
        return moved.isPresent();
    }

    private static HandoverState found(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DeliveryProperties.FOUND, HandoverState.class));
    }

    private static Handover handover(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DeliveryProperties.HANDOVER, Handover.class));
    }
}

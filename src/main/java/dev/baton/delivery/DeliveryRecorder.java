package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.ReceiptBody;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import dev.baton.mapping.MappingNotes;
import dev.baton.security.Redactor;
import dev.baton.vendor.Failures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
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
    private static final Set<HandoverState> BEFORE = Set.of(HandoverState.REQUESTED, HandoverState.DELIVERING);
    private static final Set<HandoverState> DURING = Set.of(HandoverState.DELIVERING);

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    public DeliveryRecorder(Ledger ledger, Outcomes outcomes, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** On disk before the first call, so that a crash in mid-call is known as one. Stops the route if another was faster. */
    public void begin(Exchange exchange) {
        Handover handover = handover(exchange);
        Optional<StoredHandover> moved = ledger.move(
                        handover.id(),
                        new Transition(
                                BEFORE,
                                HandoverState.DELIVERING,
                                clock.instant(),
                                event(handover),
                                null,
                                clock.instant().plus(LONGEST_DELIVERY)))
                .join();
        exchange.setProperty(DeliveryProperties.BEGAN, System.nanoTime());
        if (moved.isEmpty()) {
            exchange.setRouteStop(true);
        }
    }

    /** The vendor's calls went well. */
    public void success(Exchange exchange) throws IOException {
        ObjectNode receipt = ReceiptBody.of(exchange);
        HandoverState state = HandoverState.of(receipt.path("state").asText());
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        if (receipt.has("externalRefs")) {
            outcome.set("externalRefs", receipt.get("externalRefs"));
        }
        addWarnings(outcome, exchange.getProperty(DeliveryProperties.NOTES, MappingNotes.class));
        record(exchange, state, state.wireName(), event(handover(exchange)), outcome);
    }

    /** Something went wrong on the way: it is classified, so that it is known who has to act. */
    public void failure(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        DeliveryScope delivery = DeliveryScope.of(exchange);
        Failure failure = Failures.classify(
                Objects.requireNonNull(thrown), delivery.target().connector().idempotent());
        fail(
                exchange,
                failure,
                new Redactor(delivery.target().definition().secrets().values()));
    }

    private void fail(Exchange exchange, Failure failure, Redactor redactor) {
        String failureClass = failure.failureClass().wireName();
        ObjectNode event =
                event(handover(exchange)).put("failureClass", failureClass).put("code", failure.code());
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        ObjectNode shown = outcome.putObject("failure")
                .put("class", failureClass)
                .put("code", failure.code())
                .put("reason", redactor.redact(failure.reason()));
        if (failure.retryAfter() != null) {
            shown.put("retryAfterSeconds", failure.retryAfter().toSeconds());
        }
        record(exchange, HandoverState.FAILED, failureClass, event, outcome);
    }

    private void record(Exchange exchange, HandoverState state, String label, ObjectNode event, ObjectNode outcome) {
        Handover handover = handover(exchange);
        long nanos = System.nanoTime() - exchange.getProperty(DeliveryProperties.BEGAN, Long.class);
        event.put("durationMillis", Duration.ofNanos(nanos).toMillis());
        ledger.move(handover.id(), new Transition(DURING, state, clock.instant(), event, outcome, null))
                .join()
                .ifPresent(stored -> {
                    metrics.delivered(handover, label, nanos);
                    outcomes.reached(stored);
                    LOG.info(
                            "Handover {} {} by {} after {} ms{}",
                            handover.id(),
                            state.wireName(),
                            handover.target(),
                            nanos / 1_000_000,
                            state == HandoverState.FAILED
                                    ? ": " + event.path("code").asText()
                                    : "");
                });
    }

    private static void addWarnings(ObjectNode outcome, MappingNotes notes) {
        notes.list().forEach(note -> outcome.withArray("warnings")
                .addObject()
                .put("pointer", note.pointer())
                .put("code", note.code())
                .put("detail", note.detail()));
    }

    private static ObjectNode event(Handover handover) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("target", handover.target());
        event.put("connector", handover.connector());
        event.put("channel", handover.channel().wireName());
        return event;
    }

    private static Handover handover(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DeliveryProperties.HANDOVER, Handover.class));
    }
}

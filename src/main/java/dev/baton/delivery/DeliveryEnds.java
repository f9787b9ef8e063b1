package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Reroute;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the ledger how a delivery to one target ended, and tells whoever wants to know. */
final class DeliveryEnds {

    private static final Logger LOG = LoggerFactory.getLogger("handover");
    /** Until somebody else looks after a handover that goes on. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    DeliveryEnds(Ledger ledger, Outcomes outcomes, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
    }

    void failed(Handover handover, Set<HandoverState> from, Failure failure, ObjectNode event, Story story) {
        ObjectNode outcome = OutcomeJson.failed(failure);
        story.addTo(outcome);
        reached(handover, from, HandoverState.FAILED, failure.failureClass().wireName(), event, outcome);
    }

    /** @return false when somebody else moved the handover before */
    boolean reached(
            Handover handover,
            Set<HandoverState> from,
            HandoverState state,
            String label,
            ObjectNode event,
            ObjectNode outcome) {
        Optional<StoredHandover> moved = ledger.move(
                        handover, new Transition(from, state, clock.instant(), event, outcome, null))
                .join();
        moved.ifPresent(stored -> {
            metrics.delivered(handover, label);
            outcomes.reached(stored);
            log(handover, state.wireName() + " by", event);
        });
        return moved.isPresent();
    }

    /** @return the handover at its next target; empty when there is none, or somebody else moved it */
    Optional<StoredHandover> goOn(Handover handover, Set<HandoverState> from, ObjectNode event, Fallbacks.Next next) {
        if (next.to().isEmpty()) {
            return Optional.empty();
        }
        Reroute to = next.to().get();
        event.put("from", handover.target()).put("to", to.target());
        Instant now = clock.instant();
        ObjectNode outcome = next.story().soFar();
        Optional<StoredHandover> goesOn = ledger.reroute(
                        handover,
                        new Transition(from, HandoverState.RETRYING, now, event, outcome, now.plus(LEASE)),
                        to)
                .join();
        goesOn.ifPresent(stored -> {
            metrics.delivered(handover, event.path("failureClass").asText());
            log(handover, "goes on to " + to.target() + ", not taken by", event);
        });
        return goesOn;
    }

    private static void log(Handover handover, String what, ObjectNode event) {
        LOG.info(
                "Handover {} {} {}{}{}",
                handover.id(),
                what,
                handover.target(),
                event.has("durationMillis")
                        ? " after " + event.path("durationMillis").asLong() + " ms"
                        : "",
                event.has("code") ? ": " + event.path("code").asText() : "");
    }
}

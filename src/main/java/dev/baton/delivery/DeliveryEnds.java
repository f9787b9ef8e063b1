package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the ledger how a delivery to one target ended, and tells whoever wants to know. */
final class DeliveryEnds {

    private static final Logger LOG = LoggerFactory.getLogger("handover");

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final LateCalls late;

    DeliveryEnds(Ledger ledger, Outcomes outcomes, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
        this.late = new LateCalls(ledger, clock);
    }

    /** @return false when somebody else moved the handover before */
    boolean taken(
            Handover handover, Set<HandoverState> from, HandoverState state, ObjectNode event, ObjectNode outcome) {
        Optional<StoredHandover> moved = ledger.move(
                        handover, new Transition(from, state, clock.instant(), event, outcome, null))
                .join();
        moved.ifPresent(stored -> {
            metrics.delivered(handover, state.wireName());
            outcomes.reached(stored);
            log(handover, state.wireName() + " by", event);
        });
        return moved.isPresent();
    }

    /**
     * The target has not taken it.
     *
     * @return the handover that goes on; empty when it is over, or somebody else moved it
     */
    Optional<StoredHandover> notTaken(
            Handover handover, Set<HandoverState> from, Failure failure, ObjectNode event, Course course) {
        Transition step = course.step(from, failure, event, clock.instant());
        return told(
                handover, failure, event, course, ledger.move(handover, step).join());
    }

    /** As the other, for one that nobody has begun to work on since it was found. */
    Optional<StoredHandover> notTaken(StoredHandover found, Failure failure, ObjectNode event, Course course) {
        Transition step = course.step(Set.of(found.state()), failure, event, clock.instant());
        return told(
                found.handover(),
                failure,
                event,
                course,
                ledger.move(found, step).join());
    }

    private Optional<StoredHandover> told(
            Handover handover, Failure failure, ObjectNode event, Course course, Optional<StoredHandover> moved) {
        if (moved.isEmpty()) {
            late.notTaken(handover, event);
            return moved;
        }
        String failureClass = failure.failureClass().wireName();
        if (course instanceof Course.Again again) {
            metrics.delivered(handover, HandoverState.RETRYING.wireName());
            LOG.debug("Handover {} is tried again at {} from {}", handover.id(), handover.target(), again.at());
            return moved;
        }
        if (course instanceof Course.Held held) {
            metrics.delivered(handover, "held");
            LOG.debug("Handover {} waits until {} for {}", handover.id(), held.at(), handover.target());
            return moved;
        }
        metrics.delivered(handover, failureClass);
        if (course instanceof Course.Elsewhere elsewhere) {
            log(handover, "goes on to " + elsewhere.to().target() + ", not taken by", event);
            return moved;
        }
        outcomes.reached(moved.get());
        log(handover, HandoverState.FAILED.wireName() + " by", event);
        return Optional.empty();
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

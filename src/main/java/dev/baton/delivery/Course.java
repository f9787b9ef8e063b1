package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Reroute;
import dev.baton.ledger.Transition;
import java.time.Instant;
import java.util.Set;

/** How it goes on with a handover that its target has not taken. */
sealed interface Course {

    /**
     * The step of the ledger that makes it so.
     *
     * @param event what the step leaves in the history; completed here
     */
    Transition step(Set<HandoverState> from, Failure failure, ObjectNode event, Instant now);

    /**
     * Once more at the same target. Its lease ends then; until then nobody works on it, not even after a restart.
     *
     * @param tries there so far
     */
    record Again(Instant at, int tries, Story story) implements Course {

        @Override
        public Transition step(Set<HandoverState> from, Failure failure, ObjectNode event, Instant now) {
            event.put("tries", tries).put("retryAt", at.toString());
            return new Transition(from, HandoverState.RETRYING, now, event, story.soFar(), at, true);
        }
    }

    /**
     * At the same target, which was not called and may not be called before then. As {@link Again}, but no try was made.
     *
     * @param tries there so far
     */
    record Held(Instant at, int tries, Story story) implements Course {

        @Override
        public Transition step(Set<HandoverState> from, Failure failure, ObjectNode event, Instant now) {
            return new Again(at, tries, story).step(from, failure, event, now);
        }
    }

    /** At the next target, at once. */
    record Elsewhere(String left, Reroute to, Story story) implements Course {

        @Override
        public Transition step(Set<HandoverState> from, Failure failure, ObjectNode event, Instant now) {
            event.put("from", left).put("to", to.target());
            return new Transition(from, HandoverState.RETRYING, now, event, story.soFar(), now.plus(Ledger.LEASE))
                    .to(to);
        }
    }

    /** Nowhere. */
    record Over(Story story) implements Course {

        @Override
        public Transition step(Set<HandoverState> from, Failure failure, ObjectNode event, Instant now) {
            ObjectNode outcome = OutcomeJson.failed(failure);
            story.addTo(outcome);
            return new Transition(from, HandoverState.FAILED, now, event, outcome, null);
        }
    }
}

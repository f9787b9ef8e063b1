package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.DeadLetters;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;

/** Why nothing can be done about a handover. */
final class DeadLetterRefusals {

    private DeadLetterRefusals() {}

    /** @param handover one that is no open dead letter */
    static ProblemException of(StoredHandover handover) {
        String id = handover.handover().id();
        JsonNode outcome = handover.outcome() == null ? MissingNode.getInstance() : handover.outcome();
        if (handover.state() != HandoverState.FAILED) {
            return settled("The handover " + id + " is " + handover.state().wireName()
                    + "; only one that has failed is a dead letter.");
        }
        if (handover.handover().message().isEmpty()) {
            return new ProblemException(Problem.of(
                    ProblemType.GONE,
                    "The message of " + id
                            + " was removed after the retention time, so nothing is left to hand over."));
        }
        String replay = outcome.path(DeadLetters.REPLAYED_BY).asText();
        if (!replay.isEmpty()) {
            return new ProblemException(settled("The handover " + id + " was replayed by " + replay + ".")
                    .problem()
                    .withLink("replayedBy", "/handovers/" + replay));
        }
        JsonNode discarded = outcome.path(DeadLetters.DISCARDED);
        return settled("The handover " + id + " was discarded by "
                + discarded.path("by").asText() + ". The conversation can be handed over anew.");
    }

    static ProblemException busy(StoredHandover first) {
        return BusyConversation.of(first);
    }

    private static ProblemException settled(String detail) {
        return new ProblemException(Problem.of(ProblemType.NOT_A_DEAD_LETTER, detail));
    }
}

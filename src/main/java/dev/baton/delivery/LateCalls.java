package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Act;
import dev.baton.ledger.Ledger;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Notes how a call ended that was under way when its handover was ended by somebody else. It stays ended. */
final class LateCalls {

    private static final Set<HandoverState> ENDED_BY_OTHERS =
            Set.of(HandoverState.CANCELLED, HandoverState.RETURNED, HandoverState.EXPIRED);

    private final Ledger ledger;
    private final Clock clock;

    LateCalls(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param outcome what the target said; the receipt has it from now on */
    void taken(Handover handover, ObjectNode event, ObjectNode outcome) {
        note(handover, event.deepCopy().put("call", "taken"), outcome);
    }

    void notTaken(Handover handover, ObjectNode event) {
        note(handover, event.deepCopy().put("call", "not_taken"), event.objectNode());
    }

    private void note(Handover handover, ObjectNode data, ObjectNode outcome) {
        ledger.note(handover.id(), stored -> {
                    boolean late = ENDED_BY_OTHERS.contains(stored.state())
                            && stored.handover().target().equals(handover.target());
                    return late
                            ? Optional.of(new Act(
                                    HandoverEvent.LATE,
                                    clock.instant(),
                                    data,
                                    Confirmations.merged(stored.outcome(), outcome)))
                            : Optional.empty();
                })
                .join();
    }
}

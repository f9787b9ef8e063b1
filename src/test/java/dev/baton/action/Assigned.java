package dev.baton.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import java.time.Instant;
import java.util.Set;

/** Moves a handover on as an event of its target would. */
final class Assigned {

    private Assigned() {}

    static StoredHandover by(ActionDesk desk, String id) {
        return to(desk, id, HandoverState.ASSIGNED);
    }

    static StoredHandover to(ActionDesk desk, String id, HandoverState state) {
        return desk.gateway
                .bean(Ledger.class)
                .move(
                        id,
                        new Transition(
                                Set.of(HandoverState.ACCEPTED, HandoverState.QUEUED, HandoverState.ASSIGNED),
                                state,
                                Instant.now(),
                                JsonNodeFactory.instance.objectNode(),
                                null,
                                null))
                .join()
                .orElseThrow();
    }
}

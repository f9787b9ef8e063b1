package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a handover's life.
 *
 * @param from the states in which the step is allowed
 * @param eventData goes into the event, and so into the analytics log: never personal data
 * @param outcome replaces the handover's outcome when present
 * @param leaseUntil until when this process alone works on the handover; absent ends the lease
 * @param awaits whether no process works on it until then, because the target's own word is waited for
 */
public record Transition(
        Set<HandoverState> from,
        HandoverState to,
        Instant at,
        ObjectNode eventData,
        @Nullable ObjectNode outcome,
        @Nullable Instant leaseUntil,
        boolean awaits) {

    /** A step after which nothing is awaited. */
    public Transition(
            Set<HandoverState> from,
            HandoverState to,
            Instant at,
            ObjectNode eventData,
            @Nullable ObjectNode outcome,
            @Nullable Instant leaseUntil) {
        this(from, to, at, eventData, outcome, leaseUntil, false);
    }
}

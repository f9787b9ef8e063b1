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
 * @param awaits whether no process works on it until then, because the target's own word, or the time of the next try,
 *     is waited for
 * @param reroute the target at which it goes on; absent when it stays where it is
 */
public record Transition(
        Set<HandoverState> from,
        HandoverState to,
        Instant at,
        ObjectNode eventData,
        @Nullable ObjectNode outcome,
        @Nullable Instant leaseUntil,
        boolean awaits,
        @Nullable Reroute reroute) {

    /** A step at the same target. */
    public Transition(
            Set<HandoverState> from,
            HandoverState to,
            Instant at,
            ObjectNode eventData,
            @Nullable ObjectNode outcome,
            @Nullable Instant leaseUntil,
            boolean awaits) {
        this(from, to, at, eventData, outcome, leaseUntil, awaits, null);
    }

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

    /** The same step with another outcome. */
    public Transition with(ObjectNode other) {
        return new Transition(from, to, at, eventData, other, leaseUntil, awaits, reroute);
    }

    /** The same step, after which the handover is elsewhere. */
    public Transition to(Reroute other) {
        return new Transition(from, to, at, eventData, outcome, leaseUntil, awaits, other);
    }
}

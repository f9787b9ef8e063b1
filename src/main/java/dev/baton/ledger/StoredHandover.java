package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A handover as the ledger holds it. After the retention time {@code handover.message()} and
 * {@code handover.receipt()} are empty objects.
 *
 * @param sequence of its newest event
 * @param outcome what the delivery added to the receipt; absent before
 * @param awaitsUntil present when nobody works on it until then: requested, because the customer is to hear a message
 *     first; delivering, because its delivery is over and waits for an event of the target; retrying, because it waits for
 *     its next try
 * @param dueAt until when a human owns the conversation without another sign of life; absent before a target has the
 *     handover, after its end, and where nothing is timed
 * @param acts how many of its events changed no state
 */
public record StoredHandover(
        Handover handover,
        HandoverState state,
        int sequence,
        @Nullable ObjectNode outcome,
        Instant updatedAt,
        @Nullable Instant awaitsUntil,
        @Nullable Instant dueAt,
        int acts) {

    /** One to which nothing was done beside its states, and which is not timed. */
    public StoredHandover(
            Handover handover,
            HandoverState state,
            int sequence,
            @Nullable ObjectNode outcome,
            Instant updatedAt,
            @Nullable Instant awaitsUntil) {
        this(handover, state, sequence, outcome, updatedAt, awaitsUntil, null, 0);
    }

    /** One that awaits nothing. */
    public StoredHandover(
            Handover handover, HandoverState state, int sequence, @Nullable ObjectNode outcome, Instant updatedAt) {
        this(handover, state, sequence, outcome, updatedAt, null);
    }

    /** How many of its events changed its state: what is done beside them is no reason to leave a delivery alone. */
    int changes() {
        return sequence - acts;
    }
}

package dev.baton.handover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A step in a handover's life. Sequences start at 1 and rise by one without gaps for each handover.
 *
 * @param data what else is known: target, channel, failure class and code. Never personal data.
 */
public record HandoverEvent(String handoverId, int sequence, HandoverState state, Instant at, ObjectNode data) {

    /** The same for every copy of this event, so that a reader can drop duplicates. */
    public String id() {
        return handoverId + "-" + sequence;
    }
}

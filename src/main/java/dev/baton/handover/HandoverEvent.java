package dev.baton.handover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in a handover's life. Sequences start at 1 and rise by one without gaps for each handover.
 *
 * @param data what else is known: target, channel, failure class and code. Never personal data.
 * @param act what was done to the handover without a change of its state; absent when the event is such a change
 */
public record HandoverEvent(
        String handoverId, int sequence, HandoverState state, Instant at, ObjectNode data, @Nullable String act) {

    /** The act of giving a failed handover to a target once more, as another handover. */
    public static final String REPLAYED = "replayed";

    /** The act of giving a failed handover up. */
    public static final String DISCARDED = "discarded";

    /** The act of silencing the bot for a time. */
    public static final String BOT_PAUSED = "bot-paused";

    /** The act of letting the bot talk again, because it was asked for or the time is over. */
    public static final String BOT_RESUMED = "bot-resumed";

    /** The act of saying something about the bot or the agent. */
    public static final String FEEDBACK = "feedback";

    /** The act of learning how a call ended that was under way when the handover was. */
    public static final String LATE = "late";

    /** A change of state. */
    public HandoverEvent(String handoverId, int sequence, HandoverState state, Instant at, ObjectNode data) {
        this(handoverId, sequence, state, at, data, null);
    }

    /** The same for every copy of this event, so that a reader can drop duplicates. */
    public String id() {
        return handoverId + "-" + sequence;
    }
}

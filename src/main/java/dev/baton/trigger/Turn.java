package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A valid turn.
 *
 * @param told as the bot sent it
 */
record Turn(String conversationId, String id, JsonNode told) {

    @Nullable
    String text(String member) {
        return told.path(member).asText(null);
    }

    boolean isResolved() {
        return "resolved".equals(text("outcome"));
    }

    /** Whether the bot tried, and could not help. */
    boolean hasFailed() {
        return told.has("outcome") && !isResolved();
    }

    /** Whether the bot did not know what to say. */
    boolean hasNoAnswer() {
        return "no_answer".equals(text("outcome")) || isBotBreak();
    }

    /** Whether the bot is about to say that it did not understand, which a handover takes the place of. */
    boolean isBotBreak() {
        return "bot_break".equals(text("outcome"));
    }

    /** What the bot wants handed over, if it is to be. */
    @Nullable
    ObjectNode handover() {
        return told.path("handover") instanceof ObjectNode handover ? handover : null;
    }
}

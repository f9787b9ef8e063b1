package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.ledger.StoredHandover;
import dev.baton.summary.Summaries;

/**
 * The handover message as targets and agents get it: what the bot sent, which the ledger keeps as it came, and what Baton
 * found out or made for it since. What the bot said is never replaced.
 */
public final class EffectiveMessage {

    /** Of an outcome, and of the receipt of a replay: the summary that was made. */
    public static final String SUMMARY = "summary";

    private EffectiveMessage() {}

    /** The stored message itself where there is nothing to add; else another one, which shares what is unchanged. */
    public static ObjectNode of(StoredHandover stored) {
        ObjectNode message = of(stored.handover());
        JsonNode made = made(stored);
        return made.isObject() && !Summaries.isGiven(message) ? with(message, made) : message;
    }

    /** As the other, as it was when it was asked for. */
    public static ObjectNode of(Handover handover) {
        return withLanguage(
                handover.message(), handover.receipt().path("language").path("detected"));
    }

    /** @param summary as the contract has it */
    public static ObjectNode with(ObjectNode message, JsonNode summary) {
        return add(message, SUMMARY, summary);
    }

    /** The summary that was made for a handover, or for the one that it replays; missing when there is none. */
    public static JsonNode made(StoredHandover stored) {
        JsonNode made = stored.outcome() == null
                ? MissingNode.getInstance()
                : stored.outcome().path(SUMMARY);
        return made.isObject() ? made : stored.handover().receipt().path(SUMMARY);
    }

    private static ObjectNode withLanguage(ObjectNode message, JsonNode detected) {
        JsonNode conversation = message.path("conversation");
        if (!detected.isTextual() || !conversation.isObject() || conversation.has("language")) {
            return message;
        }
        return add(message, "conversation", add((ObjectNode) conversation, "language", detected));
    }

    private static ObjectNode add(ObjectNode to, String name, JsonNode value) {
        ObjectNode with = to.objectNode();
        with.setAll(to);
        return with.set(name, value);
    }
}

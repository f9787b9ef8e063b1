package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;

/**
 * The handover message as connectors get it: what the bot sent, which the ledger keeps as it came, and what Baton found
 * out, which is in the receipt. What the bot said is never replaced.
 */
public final class EffectiveMessage {

    private EffectiveMessage() {}

    /** The message itself where there is nothing to add; else another one, which shares with it what is unchanged. */
    public static ObjectNode of(Handover handover) {
        return withLanguage(
                handover.message(), handover.receipt().path("language").path("detected"));
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

package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The handover message of a turn: what the bot gave, and what the gateway knows. */
final class HandoverMessage {

    private HandoverMessage() {}

    /** @param judgement the answer to the turn, with its reason and step */
    static ObjectNode of(Turn turn, ObjectNode given, JsonNode judgement) {
        ObjectNode message = withConversation(given, turn.conversationId());
        ObjectNode conversation = (ObjectNode) message.path("conversation");
        if (turn.text("language") != null && !conversation.has("language")) {
            conversation.put("language", turn.text("language"));
        }
        if (message.path("source") instanceof ObjectNode source && !source.has("triggerMessageId")) {
            source.put("triggerMessageId", turn.id());
        }
        message.set("step", judgement.path("step"));
        ObjectNode reason = judgement.path("reason").deepCopy();
        if (turn.text("utterance") != null) {
            reason.put("lastUtterance", turn.text("utterance"));
        }
        message.set("reason", reason);
        return message;
    }

    /** A copy. */
    static ObjectNode withConversation(ObjectNode given, String conversationId) {
        ObjectNode message = given.deepCopy();
        if (!message.has("conversation")) {
            message.putObject("conversation");
        }
        if (message.path("conversation") instanceof ObjectNode conversation) {
            conversation.put("id", conversationId);
        }
        return message;
    }
}

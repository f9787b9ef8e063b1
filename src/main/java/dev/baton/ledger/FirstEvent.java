package dev.baton.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;

/** The data of a handover's first event. What the customer is told is before everything that is done with the handover. */
final class FirstEvent {

    private FirstEvent() {}

    static ObjectNode of(Handover handover) {
        JsonNode receipt = handover.receipt();
        ObjectNode data = Json.object()
                .put("channel", handover.channel().wireName())
                .put("target", handover.target())
                .put("connector", handover.connector());
        reason(handover.message().path("reason"), data);
        if (receipt.has(DeadLetters.REPLAY_OF)) {
            data.set(DeadLetters.REPLAY_OF, receipt.get(DeadLetters.REPLAY_OF));
        }
        if (handover.step() != null) {
            data.put("step", handover.step());
        }
        if (receipt.has("message")) {
            data.set("message", message(receipt.get("message"), receipt.has("language")));
        }
        return data;
    }

    /** So that who counts handovers knows why there were any; each is one of a few words. */
    private static void reason(JsonNode reason, ObjectNode data) {
        copy(reason, "code", data, "reasonCode");
        copy(reason, "mode", data, "mode");
        copy(reason, "trigger", data, "trigger");
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.path(name).isTextual()) {
            to.set(as, from.get(name));
        }
    }

    /** About the words and never the words, which may hold anything of the customer's. */
    private static ObjectNode message(JsonNode said, boolean detected) {
        ObjectNode data = Json.object().put("by", said.path("by").asText());
        if (said.has("language")) {
            data.set("language", said.get("language"));
        }
        if (said.has("translated")) {
            data.put("translated", true);
        }
        if (detected) {
            data.put("detected", true);
        }
        String text = said.path("text").asText();
        return data.put("characters", text.codePointCount(0, text.length()));
    }
}

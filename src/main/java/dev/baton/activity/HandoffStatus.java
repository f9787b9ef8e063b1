package dev.baton.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;

/** What became of a handover, as the event activity {@code handoff.status}. */
public final class HandoffStatus {

    private static final String UNDECIDED = "The handover is stored and on its way; its outcome is not known yet.";

    private HandoffStatus() {}

    /**
     * @param receipt as it stands; it is passed on in {@code channelData.receipt}
     * @param message what the bot sent; empty when it is purged
     */
    public static ObjectNode of(ObjectNode receipt, JsonNode message) {
        HandoverState state = HandoverState.of(receipt.path("state").asText());
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("type", "event");
        status.put("name", "handoff.status");
        status.put("id", receipt.path("id").asText() + "-" + state.wireName());
        status.put(
                "timestamp",
                receipt.path("updatedAt").asText(receipt.path("requestedAt").asText()));
        JsonNode origin = message.path("extensions").path("botFramework");
        copy(origin, "channelId", status, "channelId");
        copy(origin, "serviceUrl", status, "serviceUrl");
        copy(origin, "activityId", status, "replyToId");
        status.set("conversation", receipt.path("conversation"));
        ObjectNode value = status.putObject("value").put("state", word(state));
        if (!state.isOutcome()) {
            value.put("message", UNDECIDED);
        } else if (word(state).equals("failed")) {
            value.put(
                    "message",
                    receipt.path("failure").path("reason").asText("The handover ended as " + state.wireName() + "."));
        }
        JsonNode end = receipt.path(state.wireName());
        copy(end, "summary", value, "message");
        copy(end, "disposition", value, "disposition");
        status.putObject("channelData").set("receipt", receipt);
        return status;
    }

    /** The protocol has three words, each for something that is certain; before that, this one of our own. */
    private static String word(HandoverState state) {
        return switch (state) {
            case REQUESTED, DELIVERING, RETRYING -> "requested";
            case ACCEPTED, QUEUED, ASSIGNED, ACTIVE -> "accepted";
            case COMPLETED, RETURNED, LOGGED -> "completed";
            case CANCELLED, EXPIRED, REJECTED, FAILED -> "failed";
        };
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.path(name).isTextual()) {
            to.set(as, from.path(name));
        }
    }
}

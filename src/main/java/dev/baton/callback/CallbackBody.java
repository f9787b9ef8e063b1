package dev.baton.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.activity.HandoffStatus;
import dev.baton.analytics.CloudEvents;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.ledger.StoredHandover;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What one callback says: the event, and the handover's receipt as of that event. Who handed over with a Bot Framework
 * activity gets the activity {@code handoff.status}.
 */
record CallbackBody(String contentType, byte[] bytes) {

    private static final String CLOUD_EVENT = "application/cloudevents+json";

    /** What a bot's web framework reads without being told to, and what the Bot Connector itself sends. */
    private static final String ACTIVITY = "application/json";

    private static final Set<String> ACTS = Set.of(HandoverEvent.BOT_PAUSED, HandoverEvent.BOT_RESUMED);

    private static final List<String> OF_THE_END =
            List.of("failure", "returned", "completed", "cancelled", "expired");

    private static final int MOST_BYTES = 256 * 1024;

    /** @param receipts the receipt of a handover as it stands now */
    static CallbackBody of(StoredHandover stored, HandoverEvent event, Function<StoredHandover, ObjectNode> receipts) {
        ObjectNode receipt = asOf(event, stored, receipts.apply(stored));
        CallbackBody body = of(stored.handover(), event, receipt);
        return body.bytes.length <= MOST_BYTES ? body : of(stored.handover(), event, essence(receipt));
    }

    /** Whether this event is one that the client asked for. */
    static boolean isWanted(HandoverEvent event, JsonNode message) {
        // The bot hears of a failure once, and of a replay by the events of that handover.
        if (event.act() != null && (!ACTS.contains(event.act()) || isActivity(message))) {
            return false;
        }
        String name = event.act() == null ? event.state().wireName() : event.act();
        JsonNode states = message.path("callback").path("events");
        if (states.isMissingNode()) {
            // The activity has no word for what comes before an outcome.
            return !isActivity(message) || event.state().isOutcome();
        }
        for (JsonNode state : states) {
            if (state.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static CallbackBody of(Handover handover, HandoverEvent event, ObjectNode receipt) {
        if (isActivity(handover.message())) {
            ObjectNode status = HandoffStatus.of(receipt, handover.message());
            return new CallbackBody(ACTIVITY, utf8(status.put("id", event.id())));
        }
        ObjectNode told = CloudEvents.of(handover.client(), handover.conversationId(), event);
        told.withObjectProperty("data").set("receipt", receipt);
        return new CallbackBody(CLOUD_EVENT, utf8(told));
    }

    private static boolean isActivity(JsonNode message) {
        return message.path("extensions").path("botFramework").isObject();
    }

    /** A callback may be late: what has happened since then is another callback's. */
    private static ObjectNode asOf(HandoverEvent event, StoredHandover stored, ObjectNode receipt) {
        receipt.put("state", event.state().wireName());
        receipt.put("updatedAt", event.at().toString());
        if (event.state() != stored.state()) {
            receipt.remove(OF_THE_END);
            receipt.remove("lease");
        }
        return receipt;
    }

    private static ObjectNode essence(ObjectNode receipt) {
        ObjectNode essence = JsonNodeFactory.instance.objectNode();
        for (String name :
                new String[] {"id", "state", "target", "conversation", "requestedAt", "updatedAt", "links"}) {
            if (receipt.has(name)) {
                essence.set(name, receipt.get(name));
            }
        }
        return essence;
    }

    private static byte[] utf8(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}

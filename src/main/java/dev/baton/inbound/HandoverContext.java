package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.EffectiveMessage;
import dev.baton.ledger.StoredHandover;
import java.util.List;

/**
 * What an agent's desk gets to see of a handover: what the bot told for people to read. Not the settings, and of the call
 * nothing that would let its reader act in the call's name.
 */
final class HandoverContext {

    private static final List<String> PARTS =
            List.of("conversation", "customer", "reason", "summary", "transcript", "context", "routing");
    private static final List<String> OF_THE_CALL =
            List.of("callId", "sipCallId", "from", "to", "phoneNumber", "sipTarget");

    private HandoverContext() {}

    static ObjectNode of(StoredHandover stored) {
        JsonNode message = EffectiveMessage.of(stored.handover());
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("id", stored.handover().id());
        context.put("state", stored.state().wireName());
        copy(PARTS, message, context);
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        copy(OF_THE_CALL, message.path("voice"), call);
        if (!call.isEmpty()) {
            context.set("voice", call);
        }
        context.put("requestedAt", stored.handover().requestedAt().toString());
        context.put("updatedAt", stored.updatedAt().toString());
        return context;
    }

    private static void copy(List<String> members, JsonNode from, ObjectNode to) {
        members.stream().filter(from::has).forEach(name -> to.set(name, from.get(name)));
    }
}

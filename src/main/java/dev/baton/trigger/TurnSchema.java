package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.ArrayList;
import java.util.List;

/** The contract of a turn, {@value #RESOURCE}. */
public final class TurnSchema {

    /** On the class path; served to bot authors under the same name. */
    public static final String RESOURCE = "turn.schema.json";

    private static final String HANDOVER = "/handover";
    private static final SchemaCheck CHECK = SchemaCheck.ofResource(RESOURCE);

    private TurnSchema() {}

    /** Everything that is wrong with the turn, also with the handover in it. */
    static List<Violation> check(JsonNode turn, String conversationId) {
        List<Violation> violations = new ArrayList<>(CHECK.check(turn));
        if (turn.path("handover") instanceof ObjectNode handover) {
            ObjectNode whole = HandoverMessage.withConversation(handover, conversationId);
            // What a bot may not give has been said; here it would be said once more, in other words.
            List.of("idempotencyKey", "step", "target").forEach(whole::remove);
            whole.putObject("reason").put("code", "other");
            violations.addAll(inTurn(HandoverSchema.check(whole)));
            sameConversation(handover, conversationId, violations);
        }
        return violations;
    }

    /** What is wrong with a handover, as what is wrong with the turn that brought it. */
    static List<Violation> inTurn(List<Violation> violations) {
        return violations.stream()
                .map(one -> new Violation(HANDOVER + one.pointer(), one.found(), one.expected(), one.suggestion()))
                .toList();
    }

    private static void sameConversation(ObjectNode handover, String conversationId, List<Violation> violations) {
        JsonNode given = handover.path("conversation").path("id");
        if (given.isTextual() && !given.asText().equals(conversationId)) {
            violations.add(new Violation(
                    HANDOVER + "/conversation/id",
                    "another conversation",
                    "the conversation of the address, or no such member",
                    null));
        }
    }
}

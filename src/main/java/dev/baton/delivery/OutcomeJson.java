package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.Presence;
import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;
import dev.baton.mapping.MappingNotes;
import org.jspecify.annotations.Nullable;

/** What a delivery adds to the receipt. */
final class OutcomeJson {

    private OutcomeJson() {}

    /** @param receipt what the connector said */
    static ObjectNode taken(ObjectNode receipt, Handover handover, ActiveTarget target, MappingNotes notes) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        if (receipt.has("externalRefs")) {
            outcome.set("externalRefs", receipt.get("externalRefs"));
        }
        if (handover.fellBack()) {
            told(outcome, handover, target);
        }
        notes.list().forEach(note -> Warnings.add(outcome, note.pointer(), note.code(), note.detail()));
        return outcome;
    }

    /** @param presence absent when the target was not asked whether anybody is there */
    static void couldNotAsk(ObjectNode outcome, @Nullable Presence presence, Handover handover) {
        if (presence != null && presence.problem() != null) {
            Warnings.add(
                    outcome,
                    "",
                    "availability_unknown",
                    "The target " + handover.target() + " could not be asked whether anybody is there ("
                            + presence.problem() + "), so it was given the handover.");
        }
    }

    static ObjectNode failed(Failure failure) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        ObjectNode shown = outcome.putObject("failure")
                .put("class", failure.failureClass().wireName())
                .put("code", failure.code())
                .put("reason", failure.reason());
        if (failure.retryAfter() != null) {
            shown.put("retryAfterSeconds", failure.retryAfter().toSeconds());
        }
        return outcome;
    }

    /** What was told at acceptance was about another target. */
    private static void told(ObjectNode outcome, Handover handover, ActiveTarget target) {
        JsonNode message = handover.message();
        Warnings.notCarried(outcome, target, message);
        if (!message.path("settings").isEmpty()) {
            Warnings.add(
                    outcome,
                    "/settings",
                    Warnings.NOT_CARRIED,
                    "These were for the target "
                            + handover.receipt().path("target").asText() + "; the target " + target.name()
                            + " took the handover with its own settings.");
        }
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.Warnings;
import dev.baton.handover.Handover;

/**
 * Where a replay goes.
 *
 * @param to has target, step or neither; then it goes where the message says
 */
record ReplayChoice(JsonNode to) {

    /** The message as it was sent, but for the way. What it overrides are settings of the target it was accepted for. */
    ObjectNode message(Handover failed) {
        ObjectNode message = failed.message().deepCopy();
        if (!to.isEmpty()) {
            message.remove("target");
            message.remove("step");
            message.setAll((ObjectNode) to.deepCopy());
            if (isElsewhere(failed)) {
                message.remove("settings");
            }
        }
        return message;
    }

    void warn(Handover failed, ObjectNode receipt) {
        if (isElsewhere(failed) && !failed.message().path("settings").isEmpty()) {
            Warnings.add(
                    receipt,
                    "/settings",
                    Warnings.NOT_CARRIED,
                    "These were for the target "
                            + failed.receipt().path("target").asText()
                            + "; the replay takes those of its own target.");
        }
    }

    private boolean isElsewhere(Handover failed) {
        return !to.isEmpty() && !to.path("target").equals(failed.receipt().path("target"));
    }
}

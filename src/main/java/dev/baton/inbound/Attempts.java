package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.Warnings;
import dev.baton.target.Step;
import org.jspecify.annotations.Nullable;

/** Tells a bot that it gave up sooner than its step wants. The customer is not made to pay for that. */
final class Attempts {

    private Attempts() {}

    /** Flags a handover that says that attempts failed, and fewer than the step's triggers ask for, or none. */
    static void warn(ObjectNode receipt, @Nullable Step step, JsonNode message) {
        int wanted =
                step == null || step.triggers() == null ? 0 : step.triggers().failedAttempts();
        JsonNode reason = message.path("reason");
        int failed = reason.path("failedAttempts").asInt();
        if (failed < wanted && reason.path("code").asText().equals("unresolved")) {
            Warnings.add(
                    receipt,
                    "/reason/failedAttempts",
                    "below_attempts",
                    "The step asks for " + wanted + " failed attempts before a handover, and there were " + failed
                            + ".");
        }
    }
}

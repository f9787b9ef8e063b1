package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to hand a conversation over.
 *
 * @param client who asks
 * @param fingerprint SHA-256 of the body, hex
 * @param patience how long the bot wants to wait for the outcome; zero for not at all
 */
record HandoverRequest(
        String client, @Nullable String idempotencyKey, String fingerprint, ObjectNode message, Duration patience) {

    boolean dryRun() {
        return message.path("options").path("dryRun").asBoolean(false);
    }
}

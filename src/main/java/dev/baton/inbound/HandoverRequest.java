package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.Violation;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to hand a conversation over.
 *
 * @param client who asks
 * @param fingerprint SHA-256 of the body, hex; of the message where that was made from another form
 * @param places turns places of the message into those of what was posted
 * @param patience how long the bot wants to wait for the outcome; zero for not at all
 */
record HandoverRequest(
        String client,
        @Nullable String idempotencyKey,
        String fingerprint,
        ObjectNode message,
        UnaryOperator<List<Violation>> places,
        Duration patience) {

    boolean dryRun() {
        return message.path("options").path("dryRun").asBoolean(false);
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
public record HandoverRequest(
        String client,
        @Nullable String idempotencyKey,
        String fingerprint,
        ObjectNode message,
        UnaryOperator<List<Violation>> places,
        Duration patience) {

    /**
     * One that no bot has posted as such.
     *
     * @param idempotencyKey one that no client can send: theirs are printable ASCII
     * @param message a valid one
     */
    public static HandoverRequest fromInside(
            String client, String idempotencyKey, ObjectNode message, UnaryOperator<List<Violation>> places) {
        String fingerprint = fingerprint(message.toString().getBytes(StandardCharsets.UTF_8));
        return new HandoverRequest(client, idempotencyKey, fingerprint, message, places, Duration.ZERO);
    }

    static String fingerprint(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean dryRun() {
        return message.path("options").path("dryRun").asBoolean(false);
    }
}

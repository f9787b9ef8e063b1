package dev.baton.handover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to hand a conversation over: what the bot asked for, and where it was decided to go.
 *
 * @param id ULID, 26 characters
 * @param client the authenticated caller; {@code local} when no clients are configured
 * @param idempotencyKey as the bot gave it, 1 to 128 characters
 * @param fingerprint SHA-256 of the request body, hex
 * @param step the step that chose the target, absent when the bot named the target itself
 * @param target where it is, or goes on to
 * @param connector the kind of the target
 * @param fallback the targets still to be tried, in this order, when this one does not take it; decided when it was
 *     planned
 * @param message the validated handover message, exactly as the bot sent it, or as its activity was translated
 * @param receipt the answer given at acceptance; it never changes
 * @param token a {@link HandoverToken}; absent when nobody is given one, and after the retention time
 */
public record Handover(
        String id,
        String client,
        @Nullable String idempotencyKey,
        String fingerprint,
        Channel channel,
        String conversationId,
        @Nullable String step,
        String target,
        String connector,
        List<String> fallback,
        ObjectNode message,
        ObjectNode receipt,
        Instant requestedAt,
        @Nullable String token) {

    public Handover {
        fallback = List.copyOf(fallback);
    }

    /** One without a token. */
    public Handover(
            String id,
            String client,
            @Nullable String idempotencyKey,
            String fingerprint,
            Channel channel,
            String conversationId,
            @Nullable String step,
            String target,
            String connector,
            List<String> fallback,
            ObjectNode message,
            ObjectNode receipt,
            Instant requestedAt) {
        this(
                id,
                client,
                idempotencyKey,
                fingerprint,
                channel,
                conversationId,
                step,
                target,
                connector,
                fallback,
                message,
                receipt,
                requestedAt,
                null);
    }

    /** Scheme, host and port of the address that wants to be told of every event; empty when there is none. */
    public Optional<String> callbackOrigin() {
        String url = message.path("callback").path("url").asText();
        return url.isEmpty() ? Optional.empty() : Optional.of(Origin.of(url));
    }

    /** Whether it has gone on to another target than the one it was accepted for. */
    public boolean fellBack() {
        return !receipt.path("target").asText(target).equals(target);
    }
}

package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Handovers to try the ledger with. */
public final class Handovers {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Handovers() {}

    public static Handover handover(String client, @Nullable String key, String conversation) {
        return handover(
                client,
                key,
                conversation,
                NOON,
                object().put("text", "Grüße 👋").put("n", new BigDecimal("1.50")));
    }

    public static Handover handover(
            String client, @Nullable String key, String conversation, Instant at, ObjectNode message) {
        return new Handover(
                UlidCreator.getMonotonicUlid().toString(),
                client,
                key,
                "f".repeat(64),
                Channel.TEXT,
                conversation,
                "support",
                "genesys-eu",
                "genesys",
                List.of("msc-nl", "log"),
                message,
                object().put("state", "requested"),
                at);
    }

    public static Transition to(HandoverState to, Instant at, HandoverState... from) {
        return new Transition(Set.of(from), to, at, object().put("target", "genesys-eu"), null, null);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

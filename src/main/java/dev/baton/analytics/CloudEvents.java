package dev.baton.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverEvent;
import dev.baton.ledger.Ledger.LedgerEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** Events in the form of <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0</a>. */
public final class CloudEvents {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PHONE = Pattern.compile("(?:[A-Za-z]+:)?\\+?[0-9 ()./-]+");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[0-9 ()./-]{7,}");
    private static final int FEWEST_DIGITS = 7;
    /** Fifteen of E.164 and two for the international prefix. */
    private static final int MOST_DIGITS = 17;

    private CloudEvents() {}

    static AnalyticsLog.Line line(LedgerEvent entry) {
        return new AnalyticsLog.Line(entry.event().at(), text(cloudEvent(entry)));
    }

    static String text(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written as JSON", e);
        }
    }

    private static ObjectNode cloudEvent(LedgerEvent entry) {
        return of(entry.client(), entry.conversationId(), entry.event());
    }

    /** The same event has the same id and the same members wherever it is told. Holds no personal data. */
    public static ObjectNode of(String client, String conversationId, HandoverEvent event) {
        String name = event.act() == null ? event.state().wireName() : event.act();
        ObjectNode cloudEvent = MAPPER.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", "/baton")
                .put("type", "dev.baton.handover." + name + ".v1")
                .put("subject", event.handoverId())
                .put("time", event.at().toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = cloudEvent
                .putObject("data")
                .put("sequence", event.sequence())
                // Who counts by state must not count the same handover twice.
                .put(event.act() == null ? "state" : "act", name)
                .put("conversationId", withoutPerson(conversationId))
                .put("client", client);
        for (Map.Entry<String, JsonNode> more : event.data().properties()) {
            data.putIfAbsent(more.getKey(), more.getValue());
        }
        return cloudEvent;
    }

    /** Some platforms name a conversation after the customer's e-mail address or phone number. */
    private static String withoutPerson(String conversationId) {
        return conversationId.indexOf('@') >= 0 || isPhone(conversationId) ? hash(conversationId) : conversationId;
    }

    private static boolean isPhone(String text) {
        long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
        return digits >= FEWEST_DIGITS
                && (INTERNATIONAL.matcher(text).find()
                        || digits <= MOST_DIGITS && PHONE.matcher(text).matches());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a target says of itself when it is asked whether anybody is there.
 *
 * @param reason a few words, such as {@code out of hours}
 * @param opensAt when it opens, if it says so
 */
public record Availability(boolean open, @Nullable String reason, @Nullable Instant opensAt) {

    private static final int MAX_REASON = 200;

    /** @throws IllegalArgumentException when the last mapping of a connector made something else of the answer */
    static Availability of(JsonNode answer) {
        JsonNode open = answer.path("open");
        if (!open.isBoolean()) {
            throw new IllegalArgumentException("The last mapping gave no open: true or open: false");
        }
        return new Availability(open.asBoolean(), reason(answer.path("reason")), opensAt(answer.path("opensAt")));
    }

    private static @Nullable String reason(JsonNode reason) {
        String text = reason.asText("");
        return text.isBlank() ? null : text.substring(0, Math.min(MAX_REASON, text.length()));
    }

    private static @Nullable Instant opensAt(JsonNode time) {
        if (!time.isTextual()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(time.asText()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The last mapping gave an opensAt that is no time of ISO 8601", e);
        }
    }

    /** As an example of a connector writes it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("open", open);
        if (reason != null) {
            json.put("reason", reason);
        }
        if (opensAt != null) {
            json.put("opensAt", opensAt.toString());
        }
        return json;
    }
}

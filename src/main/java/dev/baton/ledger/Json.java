package dev.baton.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents to text and back without losing a digit. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static String write(ObjectNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The document cannot be written as JSON", e);
        }
    }

    static @Nullable String writeOrNull(@Nullable ObjectNode document) {
        return document == null ? null : write(document);
    }

    static @Nullable ObjectNode readOrNull(@Nullable String text) throws SQLException {
        return text == null ? null : read(text);
    }

    static ObjectNode read(@Nullable String text) throws SQLException {
        if (text == null) {
            return MAPPER.createObjectNode();
        }
        try {
            return MAPPER.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new SQLException("A document in the ledger is not JSON any more", e);
        }
    }

    static ArrayNode readArray(String text) throws SQLException {
        try {
            return MAPPER.readValue(text, ArrayNode.class);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new SQLException("A list in the ledger is not JSON any more", e);
        }
    }

    /** @param last is added to them */
    static String writeList(List<ObjectNode> documents, ObjectNode last) {
        return MAPPER.createArrayNode().addAll(documents).add(last).toString();
    }

    static List<ObjectNode> list(@Nullable String text) throws SQLException {
        if (text == null) {
            return List.of();
        }
        try {
            return List.of(MAPPER.readValue(text, ObjectNode[].class));
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new SQLException("A document in the ledger is not JSON any more", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}

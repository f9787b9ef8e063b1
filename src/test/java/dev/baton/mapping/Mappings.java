package dev.baton.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;

/** What the tests of this package write again and again. */
final class Mappings {

    static final ObjectMapper JSON = new ObjectMapper();

    private Mappings() {}

    /** JSON with single quotes, for readable tests. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Mapping compile(String source) {
        return Mapping.compile("open.jslt", source, name -> Optional.empty());
    }

    static Map<String, JsonNode> variables(JsonNode handover, JsonNode settings) {
        return Map.of(
                "handover",
                handover,
                "settings",
                settings,
                "handoverId",
                new TextNode("01J"),
                "now",
                new TextNode("2026-11-21T10:00:00Z"));
    }

    static JsonNode apply(String source, JsonNode input) {
        return compile(source).apply(input, variables(input, JSON.createObjectNode()));
    }

    /** A handover whose transcript says these texts, the customer and the bot in turn. */
    static ObjectNode handover(Iterable<String> texts) {
        ObjectNode handover = JSON.createObjectNode();
        ArrayNode transcript = handover.putArray("transcript");
        for (String text : texts) {
            ObjectNode message = transcript.addObject();
            message.putObject("author").put("role", transcript.size() % 2 == 1 ? "customer" : "bot");
            message.put("text", text);
        }
        return handover;
    }
}

package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What Apache's catalogue of Kamelets writes, and JSON Schema does not know: the type {@code binary}, and ports as
 * numbers that are defaults of texts.
 */
final class StockKamelet {

    private StockKamelet() {}

    /** A Kamelet without any annotation of ours is one that was not written for us. */
    static boolean is(JsonNode kamelet) {
        for (String name :
                (Iterable<String>) () -> kamelet.at("/metadata/annotations").fieldNames()) {
            if (name.startsWith("baton.dev/")) {
                return false;
            }
        }
        return true;
    }

    /** Says the same in JSON Schema. The tree is changed; the places of its values stay what they are. */
    static void settle(JsonNode kamelet) {
        kamelet.at("/spec/definition/properties").forEach(property -> {
            if (property instanceof ObjectNode setting) {
                if (setting.path("type").asText().equals("binary")) {
                    setting.put("type", "string");
                }
                JsonNode fallback = setting.path("default");
                boolean text = setting.path("type").asText().equals("string");
                if (text && (fallback.isNumber() || fallback.isBoolean())) {
                    setting.put("default", fallback.asText());
                }
            }
        });
    }
}

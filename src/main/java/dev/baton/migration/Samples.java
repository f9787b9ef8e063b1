package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** A value for each variable, so that old and new can be compared with the same ones. Filled while a body is read. */
final class Samples {

    /** In the form of an adapter's or an account's id. */
    static final String ID = "00000000-0000-4000-8000-000000000000";

    private static final String ANY = "sample";

    private final Map<String, String> values = new HashMap<>();

    /** @param sample what stands for the text if it is one variable; in a longer text anything does */
    void want(String text, String sample) {
        if (Variables.isOne(text)) {
            values.putIfAbsent(text.strip(), sample);
        }
    }

    String of(String variable) {
        return values.getOrDefault(variable, ANY);
    }

    /** The same document with every variable filled in. */
    JsonNode fill(JsonNode document) {
        if (document.isTextual()) {
            return TextNode.valueOf(Variables.fill(document.textValue(), this));
        }
        JsonNode filled = document.deepCopy();
        if (filled instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(fill(member.getValue())));
        } else if (filled instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, fill(array.get(i)));
            }
        }
        return filled;
    }
}

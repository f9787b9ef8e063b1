package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An object as a flat map of strings, in its own order, for targets that know nothing else. */
final class FlatMap {

    private FlatMap() {}

    /** Nested values become JSON; half a JSON is of no use to anyone, so what is too long of it is left out. */
    static JsonNode of(JsonNode object, int maxEntries, int maxLength) {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = MappingNotes.segment(member.getKey());
            JsonNode value = member.getValue();
            String text = value.isTextual() ? value.textValue() : value.toString();
            if (value.isNull()) {
                continue;
            }
            if (flat.size() == maxEntries) {
                MappingNotes.cut(object, name, "It is left out: the target takes " + maxEntries + " entries.");
            } else if (text.length() <= maxLength) {
                flat.put(member.getKey(), text);
            } else if (value.isTextual()) {
                MappingNotes.cut(object, name, "It does not fit in " + maxLength + " characters.");
                flat.put(member.getKey(), Text.cut(text, maxLength));
            } else {
                MappingNotes.cut(object, name, "It is left out: as JSON it is over " + maxLength + " characters.");
            }
        }
        return flat;
    }
}

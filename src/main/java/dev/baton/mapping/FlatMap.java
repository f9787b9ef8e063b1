package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An object as a flat map of strings, in its own order, for targets that know nothing else. */
final class FlatMap {

    private static final int BRACES = 2;

    /** Four quotes, a colon and a comma. */
    private static final int AROUND = 6;

    private final JsonNode object;
    private final Room room;
    private final ObjectNode flat = JsonNodeFactory.instance.objectNode();
    private int bytes = BRACES;

    private FlatMap(JsonNode object, Room room) {
        this.object = object;
        this.room = room;
    }

    /**
     * What a target takes.
     *
     * @param length of a value, and
     * @param name of a name, in UTF-16 code units
     * @param bytes of the map as JSON
     */
    record Room(int entries, int length, int name, int bytes) {
        Room(int entries, int length) {
            this(entries, length, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }

        private boolean takes(String key) {
            return name == Integer.MAX_VALUE || !key.isEmpty() && key.length() <= name;
        }
    }

    /** Nested values become JSON; half a JSON is of no use to anyone, so what is too long of it is left out. */
    static JsonNode of(JsonNode object, Room room) {
        FlatMap map = new FlatMap(object, room);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getValue().isNull()) {
                map.add(member.getKey(), member.getValue());
            }
        }
        return map.flat;
    }

    private void add(String name, JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        if (flat.size() == room.entries()) {
            note(name, "It is left out: the target takes " + room.entries() + " entries.");
        } else if (!room.takes(name)) {
            note(name, "It is left out: its name is not 1 to " + room.name() + " characters long.");
        } else if (text.length() <= room.length()) {
            put(name, text);
        } else if (value.isTextual()) {
            note(name, "It does not fit in " + room.length() + " characters.");
            put(name, Text.cut(text, room.length()));
        } else {
            note(name, "It is left out: as JSON it is over " + room.length() + " characters.");
        }
    }

    private void put(String name, String text) {
        int more = room.bytes() == Integer.MAX_VALUE ? 0 : JsonBytes.of(name) + JsonBytes.of(text) + AROUND;
        if (bytes + more > room.bytes()) {
            note(name, "It is left out: there is room for " + room.bytes() + " bytes in all.");
        } else {
            bytes += more;
            flat.put(name, text);
        }
    }

    private void note(String name, String detail) {
        MappingNotes.cut(object, MappingNotes.segment(name), detail);
    }
}

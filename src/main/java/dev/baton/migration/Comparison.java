package dev.baton.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.migration.ComparedField.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays two bodies side by side, field by field. */
final class Comparison {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean swapped;
    private final Map<String, JsonNode> old;
    private final Map<String, JsonNode> left;
    private final List<ComparedField> fields = new ArrayList<>();

    private Comparison(boolean swapped, Map<String, JsonNode> old, Map<String, JsonNode> left) {
        this.swapped = swapped;
        this.old = old;
        this.left = left;
    }

    /** @param swapped whether the adapters were asked to change places */
    static List<ComparedField> of(JsonNode old, JsonNode now, boolean swapped) {
        Map<String, JsonNode> oldFields = new LinkedHashMap<>();
        flatten(old, "", oldFields);
        Map<String, JsonNode> nowFields = new LinkedHashMap<>();
        flatten(now, "", nowFields);
        Comparison comparison = new Comparison(swapped, oldFields, nowFields);
        Map<String, String> places = places(old.path("mutations"), now.path("mutations"));
        oldFields.forEach((pointer, value) -> comparison.compare(pointer, value, moved(pointer, places)));
        comparison.left.keySet().forEach(comparison::add);
        return comparison.fields;
    }

    private void compare(String pointer, JsonNode value, String there) {
        JsonNode other = left.remove(there);
        fields.add(new ComparedField(pointer, other == null ? null : there, result(pointer, value, other)));
    }

    private Result result(String pointer, JsonNode value, @Nullable JsonNode other) {
        if (other == null) {
            return value.isNull() || value.asText("x").isEmpty() && !value.isContainerNode()
                    ? Result.EMPTY
                    : Result.NOT_SENT;
        } else if (value.equals(other)) {
            return Result.SAME;
        }
        return swapped && other.equals(old.get(otherEnd(pointer))) ? Result.AS_ASKED : Result.DIFFERENT;
    }

    private static String otherEnd(String pointer) {
        return pointer.endsWith("/sourceAdapterId")
                ? pointer.replaceFirst("sourceAdapterId$", "targetAdapterId")
                : pointer.replaceFirst("targetAdapterId$", "sourceAdapterId");
    }

    /** More to route by does no harm; another mutation does. */
    private void add(String pointer) {
        fields.add(new ComparedField(null, pointer, pointer.startsWith("/Context/") ? Result.ADDED : Result.DIFFERENT));
    }

    /** Mutations are the same wherever they stand: for each old one the first new one of its kind. */
    private static Map<String, String> places(JsonNode old, JsonNode now) {
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < old.size(); i++) {
            for (int j = 0; j < now.size(); j++) {
                if (kind(old.get(i)).equals(kind(now.get(j))) && !places.containsValue("/mutations/" + j + "/")) {
                    places.put("/mutations/" + i + "/", "/mutations/" + j + "/");
                    break;
                }
            }
        }
        return places;
    }

    private static String kind(JsonNode mutation) {
        return mutation.path("$type") + " " + mutation.path("action");
    }

    private static String moved(String pointer, Map<String, String> places) {
        for (Map.Entry<String, String> place : places.entrySet()) {
            if (pointer.startsWith(place.getKey())) {
                return place.getValue() + pointer.substring(place.getKey().length());
            }
        }
        return pointer.startsWith("/mutations/") ? pointer + " (none)" : pointer;
    }

    private static void flatten(JsonNode node, String pointer, Map<String, JsonNode> fields) {
        JsonNode opened = pointer.equals(LegacyRequest.CUSTOMER) ? opened(node) : node;
        String base = pointer.equals(LegacyRequest.CUSTOMER) && opened.isObject() ? pointer + "#" : pointer;
        if (opened instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(member ->
                            flatten(member.getValue(), base + "/" + Spelling.escaped(member.getKey()), fields));
        } else if (opened instanceof ArrayNode array && !array.isEmpty()) {
            for (int i = 0; i < array.size(); i++) {
                flatten(array.get(i), base + "/" + i, fields);
            }
        } else {
            fields.put(pointer, opened);
        }
    }

    /** The router takes JSON in a text there; spaces in it mean nothing. */
    private static JsonNode opened(JsonNode node) {
        try {
            JsonNode inside = node.isTextual() ? JSON.readTree(node.textValue()) : node;
            return inside.isObject() ? inside : node;
        } catch (JsonProcessingException e) {
            return node;
        }
    }
}

package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.HandoverSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths that a handover can have, such as {@code customer.name}. */
final class HandoverPaths {

    private HandoverPaths() {}

    /** What the contract says about the path: null when it has no such path, an empty schema below free JSON. */
    static @Nullable JsonNode find(String path) {
        JsonNode schema = HandoverSchema.document();
        for (String name : path.split("\\.", -1)) {
            if (schema.path("properties").has(name)) {
                schema = schema.path("properties").path(name);
            } else if (isOpen(schema)) {
                schema = schema.path("additionalProperties");
            } else {
                return null;
            }
        }
        return schema;
    }

    private static boolean isOpen(JsonNode schema) {
        boolean anything = schema.isMissingNode() || schema.isEmpty();
        boolean closed =
                schema.has("properties") || schema.path("additionalProperties").isBoolean();
        return anything || (schema.path("type").asText().equals("object") && !closed);
    }

    /** Whether what stands there is one value, not a list or an object. */
    static boolean isSingle(JsonNode schema) {
        String type = schema.path("type").asText();
        return !type.equals("object") && !type.equals("array");
    }

    /** Those that have a name of their own in the contract. */
    static List<String> all() {
        List<String> paths = new ArrayList<>();
        HandoverSchema.document().path("properties").properties().forEach(part -> {
            paths.add(part.getKey());
            part.getValue()
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(member -> paths.add(part.getKey() + "." + member));
        });
        return paths;
    }
}

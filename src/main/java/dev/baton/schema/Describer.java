package dev.baton.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says about one finding of the library where it is, what was found, what was expected and what was probably meant. */
final class Describer {

    private static final Set<String> UNKNOWN_MEMBER = Set.of("additionalProperties", "unevaluatedProperties");
    private static final Set<String> NAMED_MEMBER =
            Set.of("additionalProperties", "unevaluatedProperties", "propertyNames");
    private static final String HIDDEN = "(hidden)";

    private final JsonNode root;

    Describer(JsonNode root) {
        this.root = root;
    }

    /** The place in the document that the finding belongs to; for a missing member, the object that lacks it. */
    static JsonNodePath placeOf(ValidationMessage message) {
        JsonNodePath location = message.getInstanceLocation();
        return isAboutMember(message) ? location.append(message.getProperty()) : location;
    }

    Violation describe(ValidationMessage message, JsonNode node) {
        JsonNode schema = schemaAround(message);
        String missing = missingMember(message);
        if (missing != null) {
            String pointer = message.getInstanceLocation().append(missing).toString();
            return new Violation(pointer, null, Expectation.ofMissing(message, schema, missing), null);
        }
        List<String> known = knownWords(message, schema);
        String suggestion = known.isEmpty() ? null : Nearest.to(wordOf(message, node), known);
        return new Violation(
                placeOf(message).toString(),
                mayHoldSecret(schema) ? HIDDEN : Excerpt.of(node),
                Expectation.of(message, schema, suggestion == null ? known : List.of(), node),
                suggestion);
    }

    private static boolean isAboutMember(ValidationMessage message) {
        return NAMED_MEMBER.contains(message.getType()) && message.getProperty() != null;
    }

    private static @Nullable String missingMember(ValidationMessage message) {
        return switch (message.getType()) {
            case "required", "dependentRequired" -> String.valueOf(message.getArguments()[0]);
            default -> null;
        };
    }

    private static String wordOf(ValidationMessage message, JsonNode node) {
        return isAboutMember(message) ? message.getProperty() : node.asText();
    }

    private static List<String> knownWords(ValidationMessage message, JsonNode schema) {
        List<String> known = new ArrayList<>();
        if (UNKNOWN_MEMBER.contains(message.getType())) {
            schema.path("properties").fieldNames().forEachRemaining(known::add);
        } else if (message.getType().equals("enum")) {
            message.getSchemaNode().forEach(word -> known.add(word.asText()));
        }
        return known;
    }

    /** The schema object that holds the keyword; a missing node when it cannot be found in the source. */
    private JsonNode schemaAround(ValidationMessage message) {
        JsonNodePath fragment = message.getSchemaLocation().getFragment();
        JsonNodePath around = fragment == null ? null : fragment.getParent();
        return root.at(JsonPointer.compile(around == null ? "" : around.toString()));
    }

    private static boolean mayHoldSecret(JsonNode schema) {
        return schema.findValuesAsText("format").contains("password");
    }
}

package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.StreamSupport;

/** Phrases that follow the word "expected", made from a keyword and the schema around it. */
final class Expectation {

    private static final int MOST_WORDS = 30;

    private static final Map<String, String> TYPES = Map.of(
            "object", "an object",
            "array", "an array",
            "string", "a string",
            "number", "a number",
            "integer", "a whole number",
            "boolean", "true or false",
            "null", "null");

    private Expectation() {}

    /** @param known the names that are allowed, when none of them is near */
    static String of(ValidationMessage message, JsonNode schema, List<String> known, JsonNode found) {
        JsonNode value = message.getSchemaNode();
        return switch (message.getType()) {
            case "type" -> type(value) + (found.isNull() ? "; leave the member out when there is none" : "");
            case "enum" -> "one of " + words(value);
            case "const" -> "exactly " + Excerpt.of(value);
            case "additionalProperties", "unevaluatedProperties" -> unknown(known);
            case "propertyNames" -> "a member name of " + text(value);
            case "pattern", "minLength", "maxLength", "format" -> text(schema);
            case "minimum" -> "at least " + value;
            case "maximum" -> "at most " + value;
            case "exclusiveMinimum" -> "more than " + value;
            case "exclusiveMaximum" -> "less than " + value;
            case "multipleOf" -> "a multiple of " + value;
            case "minItems" -> "at least " + count(value, "item");
            case "maxItems" -> "at most " + count(value, "item");
            case "minProperties" -> "at least " + count(value, "member");
            case "maxProperties" -> "at most " + count(value, "member");
            case "uniqueItems" -> "no item twice";
            case "contains", "minContains", "maxContains" -> "items that fit " + Excerpt.of(schema.path("contains"));
            case "false" -> nothing(message);
            case "oneOf" -> "exactly one of the " + value.size() + " allowed forms, but more than one fits";
            case "not" -> "anything but this";
            default -> "what " + message.getType() + " demands: " + Excerpt.of(value);
        };
    }

    static String ofMissing(ValidationMessage message, JsonNode schema, String member) {
        JsonNode about = schema.path("properties").path(member);
        String said = about.path("title").asText(about.path("description").asText());
        String required = message.getType().equals("required")
                ? "a value (required)"
                : "a value (required with " + message.getProperty() + ")";
        return said.isEmpty() ? required : required + ": " + said;
    }

    static String type(JsonNode types) {
        List<String> phrases = new ArrayList<>();
        Iterable<JsonNode> all = types.isArray() ? types : List.of(types);
        all.forEach(type -> phrases.add(TYPES.getOrDefault(type.asText(), type.asText())));
        return String.join(" or ", phrases);
    }

    private static String words(JsonNode values) {
        return String.join(
                ", ",
                StreamSupport.stream(values.spliterator(), false)
                        .limit(MOST_WORDS)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static String unknown(List<String> known) {
        return known.isEmpty() || known.size() > MOST_WORDS
                ? "no such member"
                : "no such member; known here: " + String.join(", ", known);
    }

    /** Length and form together: who corrects one of them should know about the other, in one violation. */
    private static String text(JsonNode schema) {
        StringJoiner phrase = new StringJoiner(", ");
        JsonNode min = schema.path("minLength");
        JsonNode max = schema.path("maxLength");
        if (min.isNumber() && max.isNumber()) {
            phrase.add(min + " to " + count(max, "character"));
        } else if (min.isNumber()) {
            phrase.add("at least " + count(min, "character"));
        } else if (max.isNumber()) {
            phrase.add("at most " + count(max, "character"));
        }
        if (schema.has("format")) {
            phrase.add(format(schema.path("format").asText()));
        }
        if (schema.has("pattern")) {
            phrase.add(schema.path("patternHint")
                    .asText("text that matches " + schema.path("pattern").asText()));
        }
        return phrase.toString();
    }

    private static String format(String name) {
        String expected = AssertedFormat.expectationOf(name);
        return expected == null ? "text in the format " + name : expected;
    }

    private static String count(JsonNode number, String thing) {
        return number.asLong() == 1 ? "1 " + thing : number + " " + thing + "s";
    }

    /** A member may be forbidden because of another: {@code dependentSchemas/step/properties/target/false}. */
    private static String nothing(ValidationMessage message) {
        List<String> way = List.of(message.getEvaluationPath().toString().split("/", -1));
        int at = way.lastIndexOf("dependentSchemas");
        return at < 0 || at + 1 >= way.size() ? "nothing here" : "nothing here beside " + way.get(at + 1);
    }
}

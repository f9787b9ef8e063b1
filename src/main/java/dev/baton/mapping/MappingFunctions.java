package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions every mapping has beside JSLT's own, so that roles, limits and cut marks are the same at every target.
 * Limits count UTF-16 code units, but where the name says bytes. What is not there comes back as null, which JSLT leaves
 * out of objects.
 */
final class MappingFunctions {

    private static final int OPENING = 2 * Transcript.SHORTEST;
    private static final int FACTS = 200;
    private static final int FACT = 1000;

    static final List<Function> ALL = List.of(
            new Of("transcript-text", 2, args -> transcriptText(args[0], limit(args[1], Transcript.SHORTEST))),
            new Of("transcript-parts", 2, args -> parts(args[0], limit(args[1], Transcript.SHORTEST))),
            new Of("handover-text", 2, args -> text(Opening.of(args[0]).within(limit(args[1], OPENING)))),
            new Of("handover-text-bytes", 2, args -> openingInBytes(args[0], args[1])),
            new Of("json-size", 1, args -> IntNode.valueOf(JsonBytes.of(args[0]))),
            new Of("summary-text", 2, args -> summary(args[0], limit(args[1], 1))),
            new Of("cut", 2, args -> cut(args[0], limit(args[1], 1))),
            new Of("first-name", 1, args -> text(firstName(name(args[0])))),
            new Of("last-name", 1, args -> text(lastName(name(args[0])))),
            new Of("flat", 3, args -> flat(args[0], new FlatMap.Room(limit(args[1], 1), limit(args[2], 1)))),
            new Of("fact-lines", 2, args -> factLines(args[0], args[1])),
            new Of("flat-bytes", 5, args -> flat(args[0], room(args))),
            new Of("uuid-of", 1, args -> uuidOf(args[0])));

    private MappingFunctions() {}

    private static JsonNode transcriptText(JsonNode handover, int limit) {
        Transcript transcript = Transcript.of(handover);
        Transcript.Excerpt excerpt = transcript.within(limit);
        transcript.note(excerpt, limit);
        return text(excerpt.text());
    }

    private static JsonNode parts(JsonNode handover, int limit) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        Transcript.of(handover).parts(limit).forEach(parts::add);
        return parts;
    }

    private static JsonNode openingInBytes(JsonNode handover, JsonNode limit) {
        Opening opening = Opening.of(handover);
        return text(JsonBytes.within(limit(limit, JsonBytes.holding(OPENING)), opening::within));
    }

    private static JsonNode summary(JsonNode handover, int limit) {
        JsonNode summary = handover.path("summary").path("text");
        return summary.asText("").isBlank() ? NullNode.instance : cut(summary, limit);
    }

    private static JsonNode cut(JsonNode value, int limit) {
        if (value.isContainerNode()) {
            throw new Located.Plain("a text was expected, not an " + (value.isArray() ? "array" : "object"));
        }
        String text = value.asText("");
        if (text.length() <= limit) {
            return value.isTextual() ? value : text(text);
        }
        MappingNotes.cut(value, "", "It does not fit in " + limit + " characters.");
        return text(Text.cut(text, limit));
    }

    private static FlatMap.Room room(JsonNode[] args) {
        return new FlatMap.Room(limit(args[1], 1), limit(args[2], 1), limit(args[3], 1), limit(args[4], 1));
    }

    private static JsonNode flat(JsonNode value, FlatMap.Room room) {
        if (!value.isObject() && !absent(value)) {
            throw new Located.Plain("flat expects an object");
        }
        return FlatMap.of(value, room);
    }

    private static JsonNode factLines(JsonNode name, JsonNode facts) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        flat(facts, new FlatMap.Room(FACTS, FACT))
                .properties()
                .forEach(fact -> lines.add(Text.indented(name.asText() + "." + fact.getKey() + ": "
                        + fact.getValue().asText())));
        return lines;
    }

    private static JsonNode uuidOf(JsonNode value) {
        if (!value.isTextual()) {
            throw new Located.Plain("uuid-of expects a text");
        }
        return new TextNode(NamedUuid.of(value.textValue()).toString());
    }

    private static String name(JsonNode customer) {
        return Text.oneLine(customer.path("name").asText(""));
    }

    private static String firstName(String name) {
        return name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
    }

    private static String lastName(String name) {
        return name.contains(" ") ? name.substring(name.indexOf(' ') + 1) : "";
    }

    private static boolean absent(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    private static JsonNode text(String text) {
        return text.isEmpty() ? NullNode.instance : new TextNode(text);
    }

    /** A whole number, also as digits in a string: that is how settings from an environment variable arrive. */
    private static int limit(JsonNode value, int least) {
        int limit = value.isTextual() || value.canConvertToInt() && value.isIntegralNumber() ? value.asInt(0) : 0;
        if (limit < least) {
            throw new Located.Plain("a limit is a whole number, at least " + least);
        }
        return limit;
    }

    private interface Body {
        JsonNode call(JsonNode[] arguments);
    }

    /** A function with a fixed number of arguments that looks at nothing else. */
    private record Of(String name, int arguments, Body body) implements Function {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return arguments;
        }

        @Override
        public int getMaxArguments() {
            return arguments;
        }

        @Override
        public @Nullable JsonNode call(JsonNode input, JsonNode[] given) {
            return body.call(given);
        }
    }
}

package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import java.util.List;
import java.util.TreeSet;

/**
 * JSLT's functions with regular expressions, with an engine whose time is linear in the text, whatever the expression:
 * a backtracking one can take longer than anyone waits. They win over JSLT's, because extensions do.
 */
final class RegexFunctions {

    static final List<Function> ALL = List.of(
            new Regex("test", 2, RegexFunctions::test),
            new Regex("capture", 2, RegexFunctions::capture),
            new Regex("split", 2, RegexFunctions::split),
            new Regex("replace", 3, RegexFunctions::replace));

    private RegexFunctions() {}

    private static JsonNode test(Pattern expression, String text, JsonNode[] args) {
        return BooleanNode.valueOf(expression.matcher(text).find());
    }

    private static JsonNode capture(Pattern expression, String text, JsonNode[] args) {
        Matcher matcher = expression.matcher(text);
        ObjectNode captured = JsonNodeFactory.instance.objectNode();
        if (matcher.find()) {
            for (String group : new TreeSet<>(expression.namedGroups().keySet())) {
                captured.put(group, matcher.group(group));
            }
        }
        return captured;
    }

    private static JsonNode split(Pattern expression, String text, JsonNode[] args) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        for (String part : expression.split(text)) {
            parts.add(part);
        }
        // Of a text that is nothing but separators this engine leaves one empty part, and JSLT's none.
        return parts.size() == 1 && parts.path(0).asText().isEmpty() && !text.isEmpty() ? parts.removeAll() : parts;
    }

    private static JsonNode replace(Pattern expression, String text, JsonNode[] args) {
        String replacement = text(args[2]);
        Matcher matcher = expression.matcher(text);
        StringBuilder replaced = new StringBuilder();
        int done = 0;
        while (matcher.find()) {
            if (matcher.start() == matcher.end()) {
                throw new Located.Plain("replace needs an expression that matches at least one character");
            }
            Budget.current().spend(1 + replacement.length() / Budget.CHARACTERS, null);
            replaced.append(text, done, matcher.start()).append(replacement);
            done = matcher.end();
        }
        return done == 0 && args[0].isTextual()
                ? args[0]
                : new TextNode(replaced.append(text, done, text.length()).toString());
    }

    private static String text(JsonNode value) {
        return NodeUtils.toString(value, false);
    }

    private interface Body {
        JsonNode call(Pattern expression, String text, JsonNode[] arguments);
    }

    /** One of the functions, for any expression. JSLT calls it itself only for what is constant in all its arguments. */
    record Regex(String name, int arguments, Body body) implements Function {

        /**
         * The function for the one expression that the mapping writes.
         *
         * @throws IllegalArgumentException what is wrong with the expression
         */
        Function of(String expression) {
            if (RegexSize.of(expression) > RegexSize.LARGEST) {
                throw new IllegalArgumentException("found the regular expression '" + expression
                        + "', whose repetitions multiply, expected one that matches fewer than " + RegexSize.LARGEST
                        + " characters when each is written out");
            }
            try {
                return new Bound(this, Pattern.compile(expression));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("found the regular expression '" + expression
                        + "', which cannot be taken ("
                        + String.valueOf(e.getMessage()).replaceFirst("^error parsing regexp: ", "")
                        + "), expected one in the syntax of RE2: no look-around, no back-reference");
            }
        }

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
        public JsonNode call(JsonNode input, JsonNode[] given) {
            return of(text(given[1])).call(input, given);
        }
    }

    /** @param expression compiled once, with the mapping */
    private record Bound(Regex function, Pattern expression) implements Function {

        /** The engine may look at each of its states for each character. */
        private static final int STATES_PER_STEP = 256;

        @Override
        public String getName() {
            return function.name;
        }

        @Override
        public int getMinArguments() {
            return function.arguments;
        }

        @Override
        public int getMaxArguments() {
            return function.arguments;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] given) {
            if (given[0].isNull()) {
                return function.name.equals("test") ? BooleanNode.FALSE : NullNode.instance;
            }
            String text = text(given[0]);
            Budget.current().spend((long) text.length() * expression.programSize() / STATES_PER_STEP, null);
            return function.body.call(expression, text, given);
        }
    }
}

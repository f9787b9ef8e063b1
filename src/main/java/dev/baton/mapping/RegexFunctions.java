package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.RegexpFunction;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSLT's functions with regular expressions, with the same results, on text whose reading is counted: a backtracking
 * expression on an unlucky text takes longer than anyone waits. They win over JSLT's, because extensions do.
 */
final class RegexFunctions {

    static final List<Function> ALL = List.of(
            new Regex("test", 2, RegexFunctions::test),
            new Regex("capture", 2, RegexFunctions::capture),
            new Regex("split", 2, RegexFunctions::split),
            new Regex("replace", 3, RegexFunctions::replace));

    // JSLT takes these for the groups of an expression, and Java 17 cannot say which there are.
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private RegexFunctions() {}

    private static JsonNode test(JsonNode[] args) {
        if (args[0].isNull()) {
            return BooleanNode.FALSE;
        }
        return BooleanNode.valueOf(matcher(expression(args), text(args[0])).find());
    }

    private static JsonNode capture(JsonNode[] args) {
        if (args[0].isNull()) {
            return NullNode.instance;
        }
        Matcher matcher = matcher(expression(args), text(args[0]));
        ObjectNode captured = JsonNodeFactory.instance.objectNode();
        if (matcher.find()) {
            TreeSet<String> groups = new TreeSet<>();
            GROUP.matcher(matcher.pattern().pattern()).results().forEach(name -> groups.add(name.group(1)));
            for (String group : groups) {
                captured.put(group, matcher.group(group));
            }
        }
        return captured;
    }

    private static JsonNode split(JsonNode[] args) {
        if (args[0].isNull()) {
            return NullNode.instance;
        }
        String text = text(args[0]);
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        for (String part : Patterns.of(expression(args)).split(new CountedText(text))) {
            parts.add(part);
        }
        return parts;
    }

    private static JsonNode replace(JsonNode[] args) {
        if (args[0].isNull()) {
            return NullNode.instance;
        }
        String text = text(args[0]);
        String replacement = text(args[2]);
        Matcher matcher = matcher(text(args[1]), text);
        StringBuilder replaced = new StringBuilder();
        int done = 0;
        // From each match anew, as JSLT does: what an expression sees before and after a match depends on it.
        while (matcher.find(done)) {
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

    private static Matcher matcher(String expression, String text) {
        return Patterns.of(expression).matcher(new CountedText(text));
    }

    private static String expression(JsonNode[] args) {
        if (args[1].isNull()) {
            throw new Located.Plain("a regular expression was expected, not null");
        }
        return text(args[1]);
    }

    private static String text(JsonNode value) {
        return NodeUtils.toString(value, false);
    }

    private interface Body {
        JsonNode call(JsonNode[] arguments);
    }

    /** The interface lets JSLT check an expression when the mapping is compiled. */
    private record Regex(String name, int arguments, Body body) implements Function, RegexpFunction {

        @Override
        public int regexpArgumentNumber() {
            return 1;
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
            try {
                return body.call(given);
            } catch (StackOverflowError e) {
                throw new Located.Plain("the regular expression needs too deep a stack for a text this long");
            }
        }
    }
}

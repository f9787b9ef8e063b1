package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what happens with what an example expects, and names every difference where it is. */
final class Differences {

    private static final int MAX_SHOWN = 120;
    private static final int BEFORE = 20;

    private final List<Difference> found = new ArrayList<>();

    List<Difference> list() {
        return List.copyOf(found);
    }

    void add(String pointer, String problem) {
        found.add(new Difference(pointer, problem));
    }

    void compare(String pointer, @Nullable JsonNode expected, @Nullable JsonNode actual) {
        if (Objects.equals(expected, actual) || sameNumber(expected, actual)) {
            return;
        }
        if (expected instanceof ObjectNode left && actual instanceof ObjectNode right) {
            members(pointer, left, right);
        } else if (expected instanceof ArrayNode left && actual instanceof ArrayNode right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                compare(pointer + "/" + i, left.get(i), right.get(i));
            }
        } else {
            add(pointer, described(expected, actual));
        }
    }

    private void members(String pointer, ObjectNode expected, ObjectNode actual) {
        expected.properties()
                .forEach(member ->
                        compare(below(pointer, member.getKey()), member.getValue(), actual.get(member.getKey())));
        actual.properties().forEach(member -> {
            if (!expected.has(member.getKey())) {
                add(below(pointer, member.getKey()), "found " + shown(member.getValue(), 0) + ", expected nothing");
            }
        });
    }

    private static boolean sameNumber(@Nullable JsonNode expected, @Nullable JsonNode actual) {
        return expected != null
                && actual != null
                && expected.isNumber()
                && actual.isNumber()
                && expected.decimalValue().compareTo(actual.decimalValue()) == 0;
    }

    private static String described(@Nullable JsonNode expected, @Nullable JsonNode actual) {
        int from = 0;
        if (isLong(expected) || isLong(actual)) {
            from = Math.max(0, firstDifference(text(expected), text(actual)) - BEFORE);
        }
        return "found " + shown(actual, from) + ", expected " + shown(expected, from);
    }

    private static boolean isLong(@Nullable JsonNode node) {
        return text(node).length() > MAX_SHOWN;
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || !node.isTextual() ? "" : node.asText();
    }

    private static int firstDifference(String left, String right) {
        int at = 0;
        while (at < Math.min(left.length(), right.length()) && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        return at;
    }

    /** In one line, long values cut to the part that matters. */
    private static String shown(@Nullable JsonNode node, int from) {
        if (node == null || node.isMissingNode()) {
            return "nothing";
        }
        String text = node.isTextual() && from > 0
                ? TextNode.valueOf("…" + node.asText().substring(from)).toString()
                : node.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** @param problem what was found and what the example expects */
    record Difference(String pointer, String problem) {}
}

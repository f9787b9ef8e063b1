package dev.baton.mapping;

import static dev.baton.mapping.Mappings.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegexFunctionsTest {

    private static final List<String> TEXTS = Arrays.asList(
            "",
            "a",
            "Ada Byron",
            "a,b,,c,,",
            ",a",
            "2026-11-21T10:00:00Z",
            "+31 6 1234",
            "Zoë 😀 x",
            "line\nline",
            "aaa",
            "null",
            "a.b|c",
            "(?<x>)",
            null);
    private static final List<String> EXPRESSIONS = Arrays.asList(
            "",
            ",",
            "\\.",
            ".",
            "|",
            "a",
            "a+",
            "a*",
            "^a",
            "a$",
            "(?i)ADA",
            "\\s+",
            "(?m)^l",
            "(?<=a)b",
            "(?<!x)a",
            "\\b",
            "(?<first>\\w+) (?<last>\\w+)",
            "(?<year>\\d{4})-(?<month>\\d\\d)",
            "(?<one>x)|(?<two>a)",
            "\\(\\?<x>\\)",
            "[",
            "(a)(?=a)",
            "\\G.",
            "\\p{L}+",
            "😀",
            "(.)\\1",
            null);

    private final com.schibsted.spt.data.jslt.Expression theirs = Parser.compileString(SOURCE);

    private static final String SOURCE = "if (.f == \"test\") test(.t, .e) else if (.f == \"capture\") capture(.t, .e)"
            + " else if (.f == \"split\") split(.t, .e) else replace(.t, .e, .r)";

    @Test
    void give_what_those_of_jslt_give() {
        Mapping ours = Mappings.compile(SOURCE);
        List<String> differences = new ArrayList<>();
        for (JsonNode input : inputs()) {
            String expected = result(() -> theirs.apply(input));
            String found = result(() -> ours.apply(input, java.util.Map.of()));
            if (!expected.equals(found)) {
                differences.add(input + ": " + found + " instead of " + expected);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<JsonNode> inputs() {
        List<JsonNode> inputs = new ArrayList<>();
        for (String function : List.of("test", "capture", "split", "replace")) {
            for (String text : TEXTS) {
                for (String expression : EXPRESSIONS) {
                    inputs.add(input(function, text, expression, "-"));
                    inputs.add(input(function, text, expression, ""));
                    inputs.add(input(function, text, expression, "$1\\"));
                }
            }
            inputs.add(input(function, "x", "2", "y")
                    .set("t", JSON.getNodeFactory().numberNode(12)));
            inputs.add(input(function, "x", "\\d", "y")
                    .set("t", JSON.createArrayNode().add(1).add("a")));
            inputs.add(input(function, "12", "2", "y")
                    .set("e", JSON.getNodeFactory().numberNode(2)));
            inputs.add(input(function, "12", "2", null));
        }
        return inputs;
    }

    private static ObjectNode input(
            String function, @Nullable String text, @Nullable String expression, @Nullable String replacement) {
        return JSON.createObjectNode()
                .put("f", function)
                .put("t", text)
                .put("e", expression)
                .put("r", replacement);
    }

    private interface Work {
        JsonNode run();
    }

    private static String result(Work work) {
        try {
            return work.run().toString();
        } catch (MappingException | JsltException | IllegalArgumentException e) {
            return "failure";
        }
    }

    @Test
    void a_replacement_of_nothing_is_refused_in_words() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mappings.apply("replace(.t, \"x*\", \"y\")", Mappings.json("{'t': 'abc'}")))
                .withMessage("open.jslt:1:1: replace needs an expression that matches at least one character");
    }

    @Test
    void a_wrong_expression_is_found_when_the_mapping_is_compiled() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mappings.compile("split(.t, \"(\")"))
                .withMessage("open.jslt: Syntax error in regular expression '('");
    }
}

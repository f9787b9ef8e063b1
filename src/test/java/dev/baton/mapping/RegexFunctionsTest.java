package dev.baton.mapping;

import static dev.baton.mapping.Mappings.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static final List<String> EXPRESSIONS = List.of(
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
            "(?<first>\\w+) (?<last>\\w+)",
            "(?<year>\\d{4})-(?<month>\\d\\d)",
            "(?<one>x)|(?<two>a)",
            "\\(\\?<x>\\)",
            "\\p{L}+",
            "😀");

    @ParameterizedTest
    @ValueSource(strings = {"test(.t, %s)", "capture(.t, %s)", "split(.t, %s)", "replace(.t, %s, .r)"})
    void give_what_those_of_jslt_give(String call) {
        List<String> differences = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            String source = call.formatted(JSON.getNodeFactory().textNode(expression));
            com.schibsted.spt.data.jslt.Expression theirs = Parser.compileString(source);
            Mapping ours = Mappings.compile(source);
            for (JsonNode input : inputs()) {
                String expected = result(() -> theirs.apply(input));
                String found = result(() -> ours.apply(input, java.util.Map.of()));
                if (!expected.equals(found)) {
                    differences.add(source + " of " + input + ": " + found + " instead of " + expected);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<JsonNode> inputs() {
        List<JsonNode> inputs = new ArrayList<>();
        for (String text : TEXTS) {
            for (String replacement : List.of("-", "", "$1\\")) {
                inputs.add(JSON.createObjectNode().put("t", text).put("r", replacement));
            }
        }
        inputs.add(JSON.createObjectNode().put("t", 12).put("r", "y"));
        inputs.add(JSON.createObjectNode()
                .put("r", "y")
                .set("t", JSON.createArrayNode().add(1).add("a")));
        inputs.add(JSON.createObjectNode().put("t", "12").putNull("r"));
        return inputs;
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
                .isThrownBy(() -> Mappings.compile("1 +\n split(.t, \"(\")"))
                .withMessage(
                        "open.jslt:2:2: split: found the regular expression '(', which cannot be taken"
                                + " (missing closing ): `(`), expected one in the syntax of RE2: no look-around, no back-reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?<=a)b", "(?<!x)a", "(a)(?=a)", "\\G.", "(.)\\1", "[", "a++"})
    void what_only_a_backtracking_engine_can_do_is_refused(String expression) {
        String source = "test(.t, " + JSON.getNodeFactory().textNode(expression) + ")";
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mappings.compile(source))
                .withMessageContaining("expected one in the syntax of RE2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$handover.context.pattern", ".e", "$settings.pattern", "\"a\" + .e"})
    void an_expression_that_comes_from_elsewhere_is_never_one(String expression) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mappings.compile("test(.t, " + expression + ")"))
                .withMessage(
                        "open.jslt:1:1: test: found a regular expression that is computed, expected it written here"
                                + " as a text");
    }

    @Test
    void a_letter_of_another_alphabet_is_no_word_character_unless_it_is_asked_for() {
        JsonNode message = JSON.createObjectNode().put("t", "Zoë");
        assertThat(Mappings.apply("test(.t, \"^\\\\w+$\")", message).asBoolean())
                .isFalse();
        assertThat(Mappings.apply("test(.t, \"^\\\\pL+$\")", message).asBoolean())
                .isTrue();
    }

    @Test
    void no_expression_takes_longer_than_its_length_times_that_of_the_text() {
        String choices = "(|)".repeat(35) + "$b";
        JsonNode message = JSON.createObjectNode().put("t", "a".repeat(10_000));
        for (String expression : List.of(choices, "(a+)+$b", "(a|a)+$b", "(x?a+)+q", "(a*)*b")) {
            JsonNode found = Mappings.apply("test(.t, \"" + expression + "\")", message);
            assertThat(found.asBoolean()).isFalse();
        }
    }
}

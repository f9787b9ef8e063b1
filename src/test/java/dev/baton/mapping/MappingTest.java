package dev.baton.mapping;

import static dev.baton.mapping.Mappings.apply;
import static dev.baton.mapping.Mappings.compile;
import static dev.baton.mapping.Mappings.json;
import static dev.baton.mapping.Mappings.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": } | open.jslt:1:7: unexpected '}'",
                "{\"a\": 1,,} | open.jslt:1:9: unexpected ','",
                "{\\n  \"a\": #} | open.jslt:2:8: unexpected character \"#\"",
                "{\\n  \"a\": 1 | open.jslt:2:8: the file ends where more was expected",
                "\\n  uper(.x) | open.jslt:2:3: No such function: 'uper'",
                "cut(.x) | open.jslt:1:1: Function 'cut' needs 2-2 arguments, got 1",
                "let a = 1 let a = 2 $a | open.jslt:1:11: Duplicate variable declaration a",
                "{\"a\": 1, \"a\": 2} | open.jslt:1:10: Invalid object declaration, duplicate key 'a'",
                "{\"a\": \"\\\\q\"} | open.jslt:1:7: Unknown escape sequence: \\\\q",
                "\\n{\"a\": $setings.b} | open.jslt:2:7: no such variable '$setings'; there are $settings, $handoverId, $handoverToken, $now, $handover, $kept, $lookups",
                "import \"../other/x.jslt\" as x 1 | open.jslt:1:8: an import names a .jslt file of the same folder, without a path",
                "import \"/etc/passwd\" as x 1 | open.jslt:1:8: an import names a .jslt file of the same folder, without a path",
                "import \"http://localhost/x.jslt\" as x 1 | open.jslt:1:8: an import names a .jslt file of the same folder, without a path",
                "import \"none.jslt\" as x 1 | open.jslt:1:8: there is no file 'none.jslt' in this folder",
                "test(.x, \"[\") | open.jslt:1:1: test: found the regular expression '[', which cannot be taken (missing closing ]: `[`), expected one in the syntax of RE2: no look-around, no back-reference",
            })
    void a_text_that_is_no_mapping_is_refused_with_its_place(String source, String expected) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> compile(source.replace("\\n", "\n").replace("\\\\", "\\")))
                .withMessage(expected.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(((((", "99999999999999999999", "import \"open.jslt\" as me 1"})
    void nothing_but_a_mapping_exception_ever_comes_out_of_the_compiler(String source) {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> compile(source));
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> compile("[".repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\\n \"a\": cut(.secret, .limit)} | open.jslt:2:7: a limit is a whole number, at least 1",
                "cut(., 5) | open.jslt:1:1: a text was expected, not an object",
                "cut(.secret, 0) | open.jslt:1:1: a limit is a whole number, at least 1",
                "cut(.secret, 2.5) | open.jslt:1:1: a limit is a whole number, at least 1",
                "cut(.secret, \"many\") | open.jslt:1:1: a limit is a whole number, at least 1",
                "flat(.secret, 1, 1) | open.jslt:1:1: flat expects an object",
                "uuid-of(.zero) | open.jslt:1:1: uuid-of expects a text",
                "\\njoin(.secret, \",\") | open.jslt:2:1: join cannot work with (string, string)",
                "number(.secret) | open.jslt:1:1: number cannot work with (string)",
                "from-json(.secret) | open.jslt:1:1: from-json cannot work with (string)",
                "[for (.secret) .] | open.jslt:1:1: this expression cannot work with the values it got",
                ".secret - 2 | open.jslt:1:1: this expression cannot work with the values it got",
                "{.secret: 1, .secret: 2} | open.jslt:1:14: this expression cannot work with the values it got",
                "error(\"No e-mail is known\") | open.jslt:1:1: No e-mail is known",
                "def again(x) again($x) again(1) | open.jslt:1:14: again calls itself more than 200 deep",
                "1 / .zero | open.jslt: the mapping failed with ArithmeticException",
            })
    void a_mapping_that_fails_says_where_and_repeats_nothing_of_the_message(String source, String expected) {
        Mapping mapping = compile(source.replace("\\n", "\n"));
        JsonNode input = json("{'secret': 'Ada', 'zero': 0}");
        MappingException failure =
                catchThrowableOfType(MappingException.class, () -> mapping.apply(input, variables(input, json("{}"))));
        assertThat(failure).hasMessage(expected);
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void a_variable_without_a_value_is_named_with_its_place() {
        Mapping mapping = compile("{\"a\":\n$now}");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> mapping.apply(json("{}"), Map.of()))
                .withMessage("open.jslt:2:1: No such variable 'now'");
    }

    @Test
    void an_import_comes_from_the_given_function_and_may_use_the_same_variables() {
        Map<String, String> files = Map.of("names.jslt", "def id() $handoverId + $settings.suffix");
        Mapping mapping = Mapping.compile(
                "open.jslt",
                "import \"names.jslt\" as names {\"id\": names:id(), \"same\": $settings.suffix}",
                name -> Optional.ofNullable(files.get(name)));
        assertThat(mapping.apply(json("{}"), variables(json("{}"), json("{'suffix': '-1'}"))))
                .isEqualTo(json("{'id': '01J-1', 'same': '-1'}"));
    }

    @Test
    void a_fault_in_an_import_is_told_with_the_file_of_the_import() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mapping.compile(
                        "open.jslt", "import \"a.jslt\" as a 1", name -> Optional.of("def f(x)\n  nope($x)")))
                .withMessage("a.jslt:2:3: No such function: 'nope'")
                .satisfies(failure -> assertThat(failure.file()).isEqualTo("a.jslt"))
                .satisfies(failure -> assertThat(failure.line()).isEqualTo(2))
                .satisfies(failure -> assertThat(failure.column()).isEqualTo(3));
    }

    @Test
    void absent_empty_objects_and_empty_arrays_are_left_out_and_empty_texts_stay() {
        assertThat(apply("{\"a\": .none, \"b\": {}, \"c\": [], \"d\": \"\", \"e\": null}", json("{}")))
                .isEqualTo(json("{'d': ''}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Ada Byron' | 'Ada' | 'Byron'",
                "'Ada  van der\tBerg ' | 'Ada' | 'van der Berg'",
                "'Ada' | 'Ada' | null",
                "'  ' | null | null",
                "null | null | null",
                "'Zoë \"Z\" 😀' | 'Zoë' | '\"Z\" 😀'",
                "'محمد علي' | 'محمد' | 'علي'",
            })
    void a_name_is_split_at_its_first_space(String name, String first, String last) {
        JsonNode customer = Mappings.JSON.createObjectNode().set("name", node(name));
        assertThat(apply("first-name(.)", customer)).isEqualTo(node(first));
        assertThat(apply("last-name(.)", customer)).isEqualTo(node(last));
        assertThat(apply("first-name(.none)", customer)).isEqualTo(node("null"));
    }

    @Test
    void a_name_always_has_the_same_uuid_in_lower_case_and_of_version_4() {
        String uuid = apply("uuid-of(.)", node("'01KAHANDOVER00000000000000'")).asText();

        assertThat(uuid)
                .isEqualTo("ea9d7060-9fff-4a44-83c1-a4dec9c4a74c")
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(apply("uuid-of(. + \" \")", node("'01KAHANDOVER00000000000000'"))
                        .asText());
    }

    @Test
    void functions_take_what_is_absent_for_nothing() {
        assertThat(apply(
                        """
                                {"a": transcript-text(null, 100), "b": transcript-parts(null, 100), "c": summary-text(null, 10),
                                 "d": cut(null, 10), "e": flat(null, 1, 1), "f": handover-text(null, 100)}""",
                        json("{}")))
                .isEqualTo(json("{'f': 'The bot hands this conversation over.'}"));
    }

    @Test
    void a_summary_that_says_nothing_is_none() {
        JsonNode handover = json("{'summary': {'text': ' \\n'}}");
        assertThat(apply("{\"a\": summary-text(., 10)}", handover)).isEqualTo(json("{}"));
    }

    @Test
    void a_context_becomes_flat_in_its_own_order_and_every_loss_is_noted() {
        JsonNode handover =
                json("{'context': {'b/1': 'x', 'a': 12, 'n': null, 'o': {'k': [1, true]}, 'l': 'much too long',"
                        + " 'j': {'much': 'too long'}, 'e': '', 'z': 1}}");
        try (MappingNotes notes = MappingNotes.open()) {
            assertThat(apply("flat(.context, 4, 12)", handover).toString())
                    .isEqualTo(
                            "{\"b/1\":\"x\",\"a\":\"12\",\"o\":\"{\\\"k\\\":[1,true]}\",\"l\":\"much too lo…\",\"e\":\"\"}"
                                    .replace("\"o\":\"{\\\"k\\\":[1,true]}\",", ""));
            assertThat(notes.list())
                    .extracting(Note::pointer)
                    .containsExactly("/context/o", "/context/l", "/context/j", "/context/z");
        }
    }

    @Test
    void a_cut_value_is_noted_with_its_place_in_the_message() {
        JsonNode handover = json("{'a/b': [{'t': 'hello world'}]}");
        try (MappingNotes outer = MappingNotes.open()) {
            try (MappingNotes notes = MappingNotes.open()) {
                assertThat(apply("cut(.\"a/b\"[0].t, 6)", handover).asText()).isEqualTo("hello…");
                assertThat(apply("cut(.\"a/b\"[0].t + \"!\", 6)", handover).asText())
                        .isEqualTo("hello…");
                assertThat(notes.list())
                        .containsExactly(
                                new Note("/a~1b/0/t", "cut", "It does not fit in 6 characters."),
                                new Note("", "cut", "It does not fit in 6 characters."));
            }
            assertThat(outer.list()).isEmpty();
            assertThat(apply("cut(.\"a/b\"[0].t, 7)", handover).asText()).isEqualTo("hello…");
            assertThat(outer.list()).hasSize(1);
        }
    }

    @Test
    void notes_are_bounded_and_closed_collectors_hear_nothing() {
        MappingNotes closed = MappingNotes.open();
        closed.close();
        MappingNotes.cut("/x", "lost");
        assertThat(closed.list()).isEmpty();
        try (MappingNotes notes = MappingNotes.open()) {
            for (int i = 0; i < 2 * MappingNotes.MAX; i++) {
                MappingNotes.cut("/" + i, "lost");
            }
            assertThat(notes.list()).hasSize(MappingNotes.MAX);
        }
    }

    private static JsonNode node(String text) {
        return text.equals("null")
                ? Mappings.JSON.nullNode()
                : Mappings.JSON.getNodeFactory().textNode(text.substring(1, text.length() - 1));
    }
}

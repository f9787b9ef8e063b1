package dev.baton.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.schema.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceYamlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | true",
                "false | false",
                "null | null",
                "~ | null",
                "`` | null",
                "1 | 1",
                "-0.5 | -0.5",
                "1e3 | 1000.0",
                "12345678901234567890 | 12345678901234567890",
                "yes | \"yes\"",
                "no | \"no\"",
                "on | \"on\"",
                "off | \"off\"",
                "True | \"True\"",
                "0031 | \"0031\"",
                "+31 | \"+31\"",
                "0x1F | \"0x1F\"",
                "1_000 | \"1_000\"",
                ".5 | \".5\"",
                ".inf | \".inf\"",
                "2026-01-01 | \"2026-01-01\"",
                "1:30 | \"1:30\"",
                "'1' | \"1\"",
                "\"true\" | \"true\"",
                "<< | \"<<\"",
            })
    void scalars_mean_what_they_mean_in_json(String yaml, String json) {
        assertThat(SourceYaml.parse("f.yaml", "v: " + yaml).root().get("v").toString())
                .isEqualTo(json);
    }

    @Test
    void keys_are_text_whatever_they_look_like() {
        assertThat(SourceYaml.parse("f.yaml", "{on: 1, 2: 2, null: 3, ~: 4}")
                        .root()
                        .toString())
                .isEqualTo("{\"on\":1,\"2\":2,\"null\":3,\"~\":4}");
    }

    @Test
    void an_empty_file_is_null() {
        assertThat(SourceYaml.parse("f.yaml", "# nothing\n").root().isNull()).isTrue();
    }

    @Test
    void a_value_and_its_key_have_places_of_their_own() {
        SourceYaml yaml = SourceYaml.parse("f.yaml", "a:\n  b/c:   [x, {y~: z}]\n");

        assertThat(yaml.atValue("/a/b~1c/1/y~0", "p")).hasToString("f.yaml:2:19: /a/b~1c/1/y~0: p");
        assertThat(yaml.atKey("/a/b~1c/1/y~0", "p")).hasToString("f.yaml:2:15: /a/b~1c/1/y~0: p");
        assertThat(yaml.atValue("/a/b~1c/0", "p")).hasToString("f.yaml:2:11: /a/b~1c/0: p");
    }

    @Test
    void columns_count_code_points() {
        assertThat(SourceYaml.parse("f.yaml", "{'😀': x}").atValue("/😀", "p").column())
                .isEqualTo(7);
    }

    @Test
    void what_is_missing_is_placed_at_the_key_around_it() {
        SourceYaml yaml = SourceYaml.parse("f.yaml", "a:\n  b:\n    c: 1\n");

        assertThat(yaml.atValue("/a/b/missing/deeper", "p")).hasToString("f.yaml:2:3: /a/b/missing/deeper: p");
        assertThat(yaml.atValue("/missing", "p")).hasToString("f.yaml:1:1: /missing: p");
    }

    @Test
    void violations_get_their_places() {
        SourceYaml yaml = SourceYaml.parse("targets.yaml", "a:\n  b: 7\n");

        assertThat(yaml.errors(
                        List.of(new Violation("/a/b", "7", "text", null), new Violation("/a/c", null, "a name", null))))
                .extracting(SourceError::toString)
                .containsExactly(
                        "targets.yaml:2:6: /a/b: found 7, expected text",
                        "targets.yaml:1:1: /a/c: found nothing, expected a name");
    }

    static List<List<String>> broken() {
        return List.of(
                List.of("a: 1\na: 2", "f.yaml:2:1: /a: found the key again (first in line 1), expected it once"),
                List.of(
                        "a: {b: 1, b: 2}",
                        "f.yaml:1:11: /a/b: found the key again (first in line 1), expected it once"),
                List.of(
                        "a: &x 1\nb: *x",
                        "f.yaml:1:4: /a: found an anchor or alias, expected the value itself; quote text that begins with & or *\n"
                                + "f.yaml:2:4: /b: found an anchor or alias, expected the value itself; quote text that begins with & or *"),
                List.of(
                        "a: !!str 1",
                        "f.yaml:1:4: /a: found a tag, expected a plain value; quote text that begins with !"),
                List.of("a: !b!c", "f.yaml:1:4: found a tag, expected a plain value; quote text that begins with !"),
                List.of("a: 1\n---\nb: 2", "f.yaml:2:1: found a second document, expected one document per file"),
                List.of("a:\n\tb: 1", "f.yaml:2:1: found a tab, expected spaces for indentation"),
                List.of("a: [1, 2", "f.yaml:1:9: found broken YAML syntax: expected ',' or ']', but got <stream end>"),
                List.of("a: 'x", "f.yaml:1:6: found a quote that is never closed, expected its end"),
                List.of(
                        "a: b: c",
                        "f.yaml:1:5: found ': ' where no key can be, expected one key per line, indented like its siblings, or quotes around text that holds ': '"),
                List.of(
                        "a: {t: ${X}}",
                        "f.yaml:1:9: found '{' inside a value, expected quotes around it, as in \"${NAME}\""),
                List.of(
                        "a: @x",
                        "f.yaml:1:4: found a character that cannot begin a value, expected quotes around the text"),
                List.of(
                        "a:\n  b: 1\n c: 2",
                        "f.yaml:3:2: found something that does not continue the lines above, expected it indented like its siblings"),
                List.of(
                        "x: 1\na: b\u0007",
                        "f.yaml:2:5: found a character that YAML does not allow, expected printable text"),
                List.of("? [a]\n: b", "f.yaml:1:3: found a key that is not text, expected text"),
                List.of(
                        "a: 1e999",
                        "f.yaml:1:4: /a: found a number out of range, expected a smaller one, or quotes if it is text"),
                List.of(
                        "a: " + "9".repeat(101),
                        "f.yaml:1:4: /a: found a number out of range, expected a smaller one, or quotes if it is text"),
                List.of(
                        "[".repeat(65) + "]".repeat(65),
                        "f.yaml:1:65: found more than 64 levels, expected at most that many"),
                List.of("[".repeat(500_000), "f.yaml:1:65: found more than 64 levels, expected at most that many"),
                List.of(
                        "? " + "k".repeat(1_000) + "\n: 1",
                        "f.yaml:2:3: found names that are too long, expected at most 100,000 values with pointers of 1,000 characters"),
                List.of(
                        "[" + "1,".repeat(100_001) + "]",
                        "f.yaml:1:200000: found too many values, expected at most 100,000 values with pointers of 1,000 characters"),
                List.of(
                        "#".repeat(1024 * 1024 + 1),
                        "f.yaml: found more than 1 MiB, expected at most 1,048,576 bytes"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_broken_is_named_with_its_place(List<String> textAndMessage) {
        SourceException e = refused(textAndMessage.get(0));

        assertThat(e).hasMessage(textAndMessage.get(1));
    }

    @Test
    void sixty_four_levels_and_one_mebibyte_are_fine() {
        assertThat(SourceYaml.parse("f.yaml", "[".repeat(64) + "]".repeat(64))
                        .root()
                        .isArray())
                .isTrue();
        assertThat(SourceYaml.parse("f.yaml", "#".repeat(1024 * 1024)).root().isNull())
                .isTrue();
    }

    @Test
    void syntax_errors_never_quote_the_file() {
        for (String secret :
                List.of("!s3cret!x", "*s3cret", "&s3cret x", "!<s3cret", "%s3cret", "\"s3cret\" s3cret", "'s3cret")) {
            SourceException e = catchThrowableOfType(
                    SourceException.class, () -> SourceYaml.parse("f.yaml", "password: " + secret));
            assertThat(e).as(secret).message().doesNotContain("s3cret");
        }
    }

    @Test
    void a_file_that_is_not_utf_8_or_too_large_is_refused(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("f.yaml");
        Files.write(file, new byte[] {'a', ':', (byte) 0xff});
        assertThat(catchThrowableOfType(SourceException.class, () -> SourceYaml.read(file)))
                .hasMessage("f.yaml: found bytes that are not UTF-8, expected UTF-8 text");

        Files.writeString(file, "#".repeat(1024 * 1024 + 1), StandardCharsets.UTF_8);
        assertThat(catchThrowableOfType(SourceException.class, () -> SourceYaml.read(file)))
                .hasMessage("f.yaml: found more than 1 MiB, expected at most 1,048,576 bytes");
    }

    private static SourceException refused(String text) {
        return catchThrowableOfType(SourceException.class, () -> SourceYaml.parse("f.yaml", text));
    }
}

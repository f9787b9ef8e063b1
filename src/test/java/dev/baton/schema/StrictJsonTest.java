package dev.baton.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    ^^                                   | 1 | 1  | The body is empty; a JSON object is expected.
                    ^   ^                                | 1 | 1  | The body is empty; a JSON object is expected.
                    {"a": 1, "a": 2}                     | 1 | 15 | The member "a" is there twice, at /a.
                    {"a": 1, "\\u0061": 2}               | 1 | 20 | The member "a" is there twice, at /a.
                    {"x": [{"b": 1, "b": {}}]}           | 1 | 23 | The member "b" is there twice, at /x/0/b.
                    {"a": 1} {}                          | 1 | 10 | Something follows the end of the JSON document.
                    {"a": 1}}                            | 1 | 9  | Something follows the end of the JSON document.
                    {"a": 1} x                           | 1 | 10 | Something follows the end of the JSON document.
                    {"a/b": ["\\ud800"]}                 | 1 | 10 | The text holds half a surrogate pair (\\ud800), at /a~1b/0.
                    {"a": "x\\udc00\\ud800"}             | 1 | 7  | The text holds half a surrogate pair (\\udc00), at /a.
                    {"a": "\\ud83d\\ud83d\\ude00"}       | 1 | 7  | The text holds half a surrogate pair (\\ud83d), at /a.
                    {"a": "x\\u0000"}                    | 1 | 7  | The text holds the character NUL (\\u0000), at /a.
                    {"a\\u0000": 1}                      | 1 | 2  | The member name holds the character NUL (\\u0000), at /a�.
                    {"\\udfff": 1}                       | 1 | 2  | The member name holds half a surrogate pair (\\udfff), at /�.
                    {"a": 1e309}                         | 1 | 7  | The number is too large for a double, at /a.
                    [-1e999999999]                       | 1 | 2  | The number is too large for a double, at /0.
                    """)
    void whatJsonAllowsAndWeDoNotIsRefused(String json, int line, int column, String message) {
        assertRefused((json == null ? "" : json).getBytes(UTF_8), line, column, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "{\"a\"}", "{'a': 1}", "{\"a\": 01}", "{\"a\": +1}", "{\"a\": .5}", "{\"a\": NaN}", "[Infinity]",
                "[-Infinity]", "[1,]", "{\"a\": 1,}", "/* */ {}", "{} // x", "{\"a\": \"b", "{\"a\": \"\t\"}", "tru",
                "{\"a\": \"\\x\"}", "a=b&c=d", "<x/>", "\u00a0{}", "[1 2]", "{\"a\": \"\\u12\"}", "{a: 1}", "{\"a\":}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text.getBytes(UTF_8)))
                .isInstanceOf(UnreadableJson.class)
                .message()
                .isNotBlank()
                .doesNotContain("StreamRead", "com.fasterxml", "�");
    }

    @Test
    void otherEncodingsAreRefused() {
        assertRefused(
                "{\"a\":\n \"é\"}".getBytes(ISO_8859_1),
                2,
                3,
                "The body is not UTF-8: the byte at offset 8 is not valid.");
        assertThatThrownBy(() -> StrictJson.parse("{\"a\": 1}".getBytes(UTF_16LE)))
                .isInstanceOf(UnreadableJson.class);
        assertRefused(
                "\uFEFF{}".getBytes(UTF_8), 1, 1, "The body starts with a byte order mark; send UTF-8 without one.");
    }

    @Test
    void bytesThatAreNoCharactersAreRefused() {
        assertNotUtf8(0xC0, 0x80);
        assertNotUtf8(0xC1, 0x81);
        assertNotUtf8(0xED, 0xA0, 0x80);
        assertNotUtf8(0xF4, 0x90, 0x80, 0x80);
        assertNotUtf8(0xE2, 0x82);
        assertNotUtf8(0x80);
    }

    @Test
    void aDocumentMayBe64LevelsDeepAndNoMore() throws UnreadableJson {
        assertThat(StrictJson.parse(nested(64)).size()).isEqualTo(1);
        assertRefused(nested(65), 1, 65, "The document is more than 64 levels deep.");
        assertRefused(nested(500_000), 1, 65, "The document is more than 64 levels deep.");
    }

    @Test
    void numbersAndNamesAreBounded() {
        String message = "A number or a member name is longer than 1000 characters.";
        assertThatThrownBy(() -> StrictJson.parse(("[" + "1".repeat(1_001) + "]").getBytes(UTF_8)))
                .hasMessage(message);
        assertThatThrownBy(() -> StrictJson.parse(("[0." + "1".repeat(1_001) + "]").getBytes(UTF_8)))
                .hasMessage(message);
        assertThatThrownBy(() -> StrictJson.parse(("{\"" + "a".repeat(1_001) + "\": 1}").getBytes(UTF_8)))
                .hasMessage(message);
    }

    @Test
    void whatIsRightIsReadAsItIs() throws Exception {
        String json =
                """
                {"a": [1, -2, 12345678901234567890, 1.5, 1e-400, true, false, null, {}, []],
                 "\\ud83d\\ude00 😀 \\u00e9": "line\\nbreak \\\\u0000", "": "%s"}"""
                        .formatted("x".repeat(900_000));

        JsonNode read = StrictJson.parse(json.getBytes(UTF_8));

        assertThat(read).isEqualTo(new JsonMapper().readTree(json));
        assertThat(read.path("a").path(2).bigIntegerValue()).hasToString("12345678901234567890");
    }

    private static byte[] nested(int levels) {
        return ("[".repeat(levels - 1) + "[1]" + "]".repeat(levels - 1)).getBytes(UTF_8);
    }

    private static void assertNotUtf8(int... bytes) {
        byte[] body = new byte[bytes.length + 4];
        body[0] = '[';
        body[1] = '"';
        for (int i = 0; i < bytes.length; i++) {
            body[i + 2] = (byte) bytes[i];
        }
        body[body.length - 2] = '"';
        body[body.length - 1] = ']';
        assertThatThrownBy(() -> StrictJson.parse(body)).hasMessageStartingWith("The body is not UTF-8");
    }

    private static void assertRefused(byte[] body, int line, int column, String message) {
        UnreadableJson refused = catchThrowableOfType(UnreadableJson.class, () -> StrictJson.parse(body));
        assertThat(refused).hasMessage(message);
        assertThat(refused.line()).isEqualTo(line);
        assertThat(refused.column()).isEqualTo(column);
    }
}

package dev.baton.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest(name = "{0} refuses {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"exclusiveMinimum": 0}                               | 0        | ^^   | more than 0
                    {"exclusiveMaximum": 10}                              | 10       | ^^   | less than 10
                    {"multipleOf": 5}                                     | 7        | ^^   | a multiple of 5
                    {"minLength": 2}                                      | "a"      | ^^   | at least 2 characters
                    {"minLength": 1}                                      | ""       | ^^   | at least 1 character
                    {"maxLength": 1}                                      | "😀😀"   | ^^   | at most 1 character
                    {"pattern": "^a$"}                                    | "a\\n"   | ^^   | text that matches ^a$
                    {"pattern": "^[$]$"}                                  | "a"      | ^^   | text that matches ^[$]$
                    {"minItems": 1}                                       | []       | ^^   | at least 1 item
                    {"minProperties": 2}                                  | {"a": 1} | ^^   | at least 2 members
                    {"enum": [1, "b", null]}                              | "c"      | ^^   | one of 1, b, null
                    {"const": {"a": 1}}                                   | {"a": 2} | ^^   | exactly {"a":1}
                    {"not": {"type": "string"}}                           | "a"      | ^^   | anything but this
                    {"contains": {"const": 1}}                            | [2]      | ^^   | items that fit {"const":1}
                    {"type": ["string", "integer"]}                       | 1.5      | ^^   | a string or a whole number
                    {"dependentRequired": {"a": ["b"]}}                   | {"a": 1} | /b   | a value (required with a)
                    {"required": ["b"]}                                   | {"a": 1} | /b   | a value (required)
                    {"required": ["b"], "properties": {"b": {"description": "the b"}}} | {} | /b | a value (required): the b
                    {"if": {"required": ["a"]}, "then": {"required": ["b"]}} | {"a": 1} | /b | a value (required)
                    {"patternProperties": {"^x": {"type": "null"}}, "additionalProperties": false} | {"x": 1} | /x | null
                    {"patternProperties": {"^x": {}}, "additionalProperties": {"type": "null"}} | {"x": 1, "#": 1} | /# | null
                    {"properties": {"a": {}}, "unevaluatedProperties": false} | {"a": 1, "b": 1} | /b | no such member; known here: a
                    {"additionalProperties": false}                       | {"a": 1} | /a   | no such member
                    {"propertyNames": {"maxLength": 1}}                   | {"ab": 1} | /ab | a member name of at most 1 character
                    {"prefixItems": [{"type": "null"}]}                   | [1]      | /0   | null
                    {"items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"type": "null"}}} | [1] | /0 | null
                    {"oneOf": [{"type": "number"}, {"type": "integer"}]}  | 1        | ^^   | exactly one of the 2 allowed forms, but more than one fits
                    {"properties": {"a": false}}                          | {"a": 1} | /a   | nothing here
                    {"type": "string", "format": "uuid"}                  | "x"      | ^^   | a UUID such as 0b1f7f3e-3c4d-4f5a-9a6b-7c8d9e0f1a2b
                    """)
    void everyKeywordSaysWhatItExpects(String schema, String document, String pointer, String expected)
            throws Exception {
        List<Violation> violations = check(schema, document);

        assertThat(violations).extracting(Violation::pointer).containsExactly(pointer == null ? "" : pointer);
        assertThat(violations).extracting(Violation::expected).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"a": {"url": 1}}      | /a/url  | a string
                    {"a": {"usr": "x"}}    | /a/url  | a value (required)
                    {"a": {"url": "x", "b": 1}} | /a/b | no such member; known here: url
                    """)
    void ofSeveralFormsTheNearestIsExplained(String document, String pointer, String expected) throws Exception {
        String schema =
                """
                {"properties": {"a": {"anyOf": [{"type": "string"},
                  {"type": "object", "required": ["url"], "properties": {"url": {"type": "string"}},
                   "additionalProperties": false}]}}}""";

        assertThat(check(schema, document))
                .first()
                .extracting(Violation::pointer, Violation::expected)
                .containsExactly(pointer, expected);
        assertThat(check(schema, "{\"a\": \"x\"}")).isEmpty();
    }

    @Test
    void formatsThatAreNotOursAreOnlyDocumentation() throws Exception {
        assertThat(check("{\"format\": \"password\"}", "\"x\"")).isEmpty();
        assertThat(check("{\"format\": \"phone\", \"x-descriptors\": []}", "\"x\""))
                .isEmpty();
    }

    @Test
    void secretsAreNeverShown() throws Exception {
        String schema =
                """
                {"type": "object", "additionalProperties": false,
                 "properties": {"clientSecret": {"type": "string", "format": "password", "maxLength": 3}, "id": {}}}""";

        assertThat(check(schema, "{\"clientSecret\": \"hunter2\", \"clientSecert\": \"hunter2\"}"))
                .extracting(Violation::found)
                .containsExactly("(hidden)", "(hidden)");
        assertThat(check(schema, "[\"hunter2\"]").toString()).doesNotContain("hunter2");
    }

    @Test
    void aLongValueIsCutBetweenCharacters() throws Exception {
        String found = check("{\"type\": \"null\"}", "\"" + "x".repeat(97) + "😀😀😀\"")
                .get(0)
                .found();

        assertThat(found).hasSize(99).startsWith("\"xxx").endsWith("x…");
        assertThat(check("{\"type\": \"null\"}", "\"short\"").get(0).found()).isEqualTo("\"short\"");
    }

    @Test
    void aMemberNameIsEscapedInThePointer() throws Exception {
        assertThat(check("{\"additionalProperties\": false}", "{\"a/b~c\": 1}"))
                .containsExactly(new Violation("/a~1b~0c", "1", "no such member", null));
    }

    @Test
    void aHundredViolationsAreListedAndTheRestCounted() throws Exception {
        List<Violation> violations =
                check("{\"items\": {\"type\": \"null\"}}", ones(250).toString());

        assertThat(violations).hasSize(101);
        assertThat(violations.get(99).pointer()).isEqualTo("/99");
        assertThat(violations.get(100).expected()).isEqualTo("these corrected first; 150 more are not listed");
    }

    @Test
    void aDocumentFullOfMistakesIsGivenUp() throws Exception {
        String schema = "{\"anyOf\": [{\"items\": {\"type\": \"null\"}}, {\"items\": {\"type\": \"string\"}}]}";

        assertThat(check(schema, ones(400_000).toString())).isEqualTo(Report.givenUp());
    }

    @Test
    void manyUnknownMembersAreGivenUpToo() throws Exception {
        ObjectNode members = JSON.createObjectNode();
        ones(20_000).forEach(one -> members.put("m" + members.size(), 1));

        assertThat(check("{\"additionalProperties\": false}", members.toString()))
                .isEqualTo(Report.givenUp());
    }

    @Test
    void nothingIsFetched() throws JsonProcessingException {
        JsonNode schema = JSON.readTree("{\"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:9/schema.json\"}}}");

        assertThatThrownBy(() -> SchemaCheck.of(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:9/schema.json");
    }

    @Test
    void aBrokenPatternIsRefusedWithTheSchema() throws JsonProcessingException {
        JsonNode schema = JSON.readTree("{\"pattern\": \"(\"}");

        assertThatThrownBy(() -> SchemaCheck.of(schema)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ArrayNode ones(int count) {
        ArrayNode ones = JSON.createArrayNode();
        for (int i = 0; i < count; i++) {
            ones.add(1);
        }
        return ones;
    }

    private static List<Violation> check(String schema, String document) throws JsonProcessingException {
        return SchemaCheck.of(JSON.readTree(schema)).check(JSON.readTree(document));
    }
}

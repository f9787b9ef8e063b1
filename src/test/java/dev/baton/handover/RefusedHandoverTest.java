package dev.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Each row of the table puts one wrong value into a right message and gets exactly one violation for it.
 *
 * <p>Behaviour 16.
 */
class RefusedHandoverTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MINIMAL =
            """
            {"source": {"platform": "halo", "botId": "b"}, "conversation": {"id": "c", "channel": "text"},
             "reason": {"code": "other"}}""";

    @ParameterizedTest(name = "{0} = {1}")
    @CsvFileSource(resources = "/handovers/refused.csv", delimiter = '|', quoteCharacter = '^', numLinesToSkip = 1)
    void oneWrongValueIsOneViolation(String place, String value, String pointer, String expected, String suggestion)
            throws Exception {
        JsonNode message = JSON.readTree(MINIMAL);
        put(message, JsonPointer.compile(place), value);

        List<Violation> violations = HandoverSchema.check(message);

        assertThat(violations).hasSize(1);
        Violation only = violations.get(0);
        assertThat(only.pointer()).isEqualTo(pointer == null ? place : pointer);
        assertThat(only.expected()).isEqualTo(expected);
        assertThat(only.suggestion()).isEqualTo(suggestion);
        assertThat(only.found()).isEqualTo(shown(message.at(only.pointer())));
    }

    @Test
    void allViolationsAreListedInTheOrderOfTheMessage() throws Exception {
        JsonNode message = JSON.readTree(
                """
                {"transcripts": [], "reason": {"confidence": 7, "code": "boredom"},
                 "conversation": {"channel": "fax"}, "customer": {"phone": "06-1234"}}""");

        assertThat(HandoverSchema.check(message))
                .extracting(Violation::pointer)
                .containsExactly(
                        "/source",
                        "/transcripts",
                        "/reason/confidence",
                        "/reason/code",
                        "/conversation/id",
                        "/conversation/channel",
                        "/customer/phone");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/handovers/roots.csv", delimiter = '|', quoteCharacter = '^')
    void aMessageThatIsNoObjectIsOneViolation(String body, String expected) throws Exception {
        assertThat(HandoverSchema.check(JSON.readTree(body))).containsExactly(new Violation("", body, expected, null));
    }

    private static void put(JsonNode message, JsonPointer place, String value) throws Exception {
        ObjectNode parent = place.head().matches() ? (ObjectNode) message : message.withObject(place.head());
        String name = place.last().getMatchingProperty();
        if (value.equals("-")) {
            parent.remove(name);
        } else {
            parent.set(name, value(value));
        }
    }

    /** A value as JSON, or {@code @text:300}, {@code @items:2001 {"text": "x"}}, {@code @members:201}. */
    private static JsonNode value(String value) throws Exception {
        if (!value.startsWith("@")) {
            return JSON.readTree(value);
        }
        String[] parts = value.substring(1).split("[: ]", 3);
        int size = Integer.parseInt(parts[1]);
        return switch (parts[0]) {
            case "text" -> JSON.getNodeFactory().textNode("x".repeat(size));
            case "items" -> items(size, JSON.readTree(parts[2]));
            default -> members(size);
        };
    }

    private static ArrayNode items(int size, JsonNode item) {
        ArrayNode items = JSON.createArrayNode();
        IntStream.range(0, size).forEach(i -> items.add(item));
        return items;
    }

    private static ObjectNode members(int size) {
        ObjectNode members = JSON.createObjectNode();
        IntStream.range(0, size).forEach(i -> members.put("m" + i, "x"));
        return members;
    }

    private static @Nullable String shown(JsonNode found) {
        String json = found.isMissingNode() ? null : found.toString();
        return json == null || json.length() <= 100 ? json : json.substring(0, 99) + "…";
    }
}

package dev.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.StrictJson;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverSchemaTest {

    private static final JsonNode SCHEMA = resource("/" + HandoverSchema.RESOURCE);
    private static final JsonNode FULL = resource("/handovers/full.json");

    @ParameterizedTest
    @ValueSource(strings = {"full", "realistic"})
    void aRightMessageHasNoViolations(String name) {
        assertThat(HandoverSchema.check(resource("/handovers/" + name + ".json")))
                .isEmpty();
    }

    @Test
    void theFullMessageHasEveryMember() {
        ObjectNode other = FULL.deepCopy();
        other.remove("step");
        other.put("target", "genesys-eu");
        other.withObject("/message").put("text", "Hello").remove("template");
        other.withObject("/voice").put("sipTarget", "sip:agents@desk.example").remove("phoneNumber");
        assertThat(HandoverSchema.check(other)).isEmpty();

        Set<String> missing = new TreeSet<>();
        collectMissing(SCHEMA, FULL, "", missing);
        assertThat(missing).containsExactly("/message/text", "/target", "/voice/sipTarget");
    }

    @Test
    void everyMemberIsDocumented() {
        assertThat(documentedMembers(SCHEMA)).isGreaterThan(80);
    }

    @Test
    void everythingIsBounded() {
        SCHEMA.findParents("type").forEach(schema -> {
            Set<String> bounds =
                    switch (schema.path("type").asText()) {
                        case "string" -> Set.of("maxLength", "enum", "format");
                        case "array" -> Set.of("maxItems");
                        case "object" -> Set.of("maxProperties", "additionalProperties");
                        case "integer", "number" -> Set.of("maximum");
                        default -> Set.of("type");
                    };
            assertThat(bounds).as(schema.toString()).anyMatch(schema::has);
        });
    }

    @Test
    void aCallbackCanNameEveryStateAndWhatSilencesTheBot() {
        assertThat(SCHEMA.at("/properties/callback/properties/events/items/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(Stream.concat(
                                Arrays.stream(HandoverState.values()).map(HandoverState::wireName),
                                Stream.of(HandoverEvent.BOT_PAUSED, HandoverEvent.BOT_RESUMED))
                        .toArray(String[]::new));
    }

    private static int documentedMembers(JsonNode schema) {
        int members = 0;
        for (JsonNode properties : schema.findValues("properties")) {
            for (var member : properties.properties()) {
                JsonNode about = member.getValue();
                if (about.has("const") || about.has("$ref")) {
                    // A condition, or described where it leads to.
                    continue;
                }
                assertThat(about.isBoolean() || about.path("title").asText().length() > 1)
                        .as(member.getKey())
                        .isTrue();
                assertThat(about.isBoolean()
                                || about.path("description").asText().endsWith("."))
                        .as(member.getKey())
                        .isTrue();
                members += 1 + documentedMembers(about);
            }
        }
        return members;
    }

    private static void collectMissing(JsonNode schema, JsonNode value, String path, Set<String> missing) {
        schema.path("properties").properties().forEach(member -> {
            String place = path + "/" + member.getKey();
            JsonNode child = value.path(member.getKey());
            if (child.isMissingNode()) {
                missing.add(place);
            } else if (child.isArray()) {
                collectMissing(member.getValue().path("items"), child.path(0), place, missing);
            } else {
                collectMissing(member.getValue(), child, place, missing);
            }
        });
    }

    private static JsonNode resource(String path) {
        try (InputStream resource = HandoverSchemaTest.class.getResourceAsStream(path)) {
            return StrictJson.parse(resource.readAllBytes());
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }
}

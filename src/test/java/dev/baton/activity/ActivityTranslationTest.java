package dev.baton.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.handover.HandoverSchema;
import dev.baton.problem.StartRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an activity. */
class ActivityTranslationTest {

    private static final ActivityTranslation TRANSLATION = ActivityTranslation.in(null);

    @TestFactory
    Stream<DynamicTest> an_activity_becomes_a_whole_message() throws IOException {
        try (InputStream file = ActivityTranslationTest.class.getResourceAsStream("/activity/activities.yaml")) {
            return StreamSupport.stream(new YAMLMapper().readTree(file).spliterator(), false)
                    .map(row -> DynamicTest.dynamicTest(row.path("name").asText(), () -> becomes(row)));
        }
    }

    private static void becomes(JsonNode row) {
        JsonNode activity = row.path("activity");

        TranslatedActivity translated = TRANSLATION.of(activity, Map.of());

        assertThat(translated.violations()).isEmpty();
        ObjectNode message = translated.message().deepCopy();
        JsonNode kept = message.remove("extensions");
        assertThat(message).isEqualTo(row.path("message"));
        assertThat(kept.path("botFramework").path("conversation")).isEqualTo(activity.path("conversation"));
        assertThat(HandoverSchema.check(translated.message())).isEmpty();
    }

    @Test
    void a_long_transcript_keeps_its_newest_messages_and_says_how_many_are_gone() {
        ObjectNode activity = activity();
        var activities = activity.withArray("attachments")
                .addObject()
                .put("name", "Transcript")
                .putObject("content")
                .putArray("activities");
        for (int i = 1; i <= 2005; i++) {
            activities.addObject().put("type", "message").put("text", "t" + i);
        }

        JsonNode transcript = TRANSLATION.of(activity, Map.of()).message().path("transcript");

        assertThat(transcript).hasSize(2000);
        assertThat(transcript.at("/0/text").asText()).isEqualTo("[… 6 earlier activities cut]");
        assertThat(transcript.at("/1/text").asText()).isEqualTo("t7");
        assertThat(transcript.at("/1999/text").asText()).isEqualTo("t2005");
    }

    @Test
    void the_largest_transcript_of_a_megabyte_is_taken() {
        ObjectNode activity = activity();
        var activities = activity.withArray("attachments")
                .addObject()
                .put("name", "Transcript")
                .putObject("content")
                .putArray("activities");
        for (int i = 0; i < 2500; i++) {
            ObjectNode message = activities
                    .addObject()
                    .put("type", "message")
                    .put("id", "conversation-4711|00000" + i)
                    .put("timestamp", "2026-11-21T09:58:01.123Z")
                    .put("locale", "en-US")
                    .put("text", "x".repeat(220));
            message.putObject("from")
                    .put("id", "user-" + i % 2)
                    .put("name", "Ada Jansen")
                    .put("role", "user");
        }
        assertThat(activity.toString().length()).isBetween(900_000, 1_048_576);

        TranslatedActivity translated = TRANSLATION.of(activity, Map.of());

        assertThat(translated.violations()).isEmpty();
        assertThat(translated.message().path("transcript")).hasSize(2000);
    }

    @Test
    void the_address_of_the_request_alone_chooses() {
        assertThat(TRANSLATION
                        .of(activity(), Map.of("step", "sales"))
                        .message()
                        .path("step")
                        .asText())
                .isEqualTo("sales");
    }

    @Test
    void an_installation_may_have_a_translation_of_its_own(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("handoff-activity.jslt"), "{\"reason\": {\"code\": \"by_design\"}}");

        assertThat(ActivityTranslation.in(folder)
                        .of(activity(), Map.of())
                        .message()
                        .at("/reason/code")
                        .asText())
                .isEqualTo("by_design");

        Files.writeString(folder.resolve("handoff-activity.jslt"), "{\"reason\": $nobody}");
        assertThatThrownBy(() -> ActivityTranslation.in(folder))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("handoff-activity.jslt:1:12: no such variable");
    }

    private static ObjectNode activity() {
        ObjectNode activity =
                JsonNodeFactory.instance.objectNode().put("type", "event").put("name", "handoff.initiate");
        activity.putObject("conversation").put("id", "c");
        return activity;
    }
}

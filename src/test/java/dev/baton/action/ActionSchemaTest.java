package dev.baton.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What may be asked for beside a handover, and how a mistake is told.
 *
 * <p>Behaviour 59.
 */
class ActionSchemaTest {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final SchemaCheck TARGETS = SchemaCheck.ofResource("schemas/targets.schema.json");
    private static final List<String> DEFINITIONS =
            List.of("action", "assign", "createTask", "pauseBot", "addTags", "notify");

    @Test
    void a_step_may_say_what_a_message_may() throws Exception {
        JsonNode message = resource(HandoverSchema.RESOURCE);
        JsonNode targets = resource("schemas/targets.schema.json");

        for (String name : DEFINITIONS) {
            assertThat(targets.at("/$defs/" + name)).as(name).isEqualTo(message.at("/$defs/" + name));
        }
    }

    /** A bot knows its customer's language, a step serves many. */
    @Test
    void a_step_may_close_in_several_languages_and_a_message_in_one() throws Exception {
        String actions =
                "[{\"type\": \"sendMessage\", \"parameters\": {\"text\": {\"en\": \"Bye\", \"nl\": \"Dag\"}}}]";

        assertThat(step(actions)).isEmpty();
        assertThat(message(actions)).singleElement().satisfies(violation -> assertThat(violation.pointer())
                .isEqualTo("/actions/0/parameters/text"));
    }

    @Test
    void a_seventh_is_refused_in_a_message_and_in_a_step() throws Exception {
        String seven = "[" + "{\"type\": \"addTags\"},".repeat(6) + "{\"type\": \"notify\"}]";

        assertThat(message(seven)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/actions");
            assertThat(violation.expected()).isEqualTo("at most 6 items");
        });
        assertThat(step(seven)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/steps/s/actions");
            assertThat(violation.expected()).isEqualTo("at most 6 items");
        });
        String six = "[" + "{\"type\": \"addTags\"},".repeat(5) + "{\"type\": \"notify\"}]";
        assertThat(message(six)).isEmpty();
        assertThat(step(six)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: assing} | /type | assign | one of assign, createTask",
                "{type: assign, parameters: {too: x}} | /parameters/too | to | no such member",
                "{type: assign, parameters: {to: x, auto: true}} | /parameters/auto | | nothing here beside to",
                "{type: assign, parameters: {auto: false}} | /parameters/auto | | exactly true",
                "{type: createTask, parameters: {descriptoin: x}} | /parameters/descriptoin | description | no such member",
                "{type: createTask, parameters: {dueIn: 24h}} | /parameters/dueIn | | days, hours and minutes",
                "{type: createTask, parameters: {dueIn: P}} | /parameters/dueIn | | days, hours and minutes",
                "{type: createTask, parameters: {dueIn: PT}} | /parameters/dueIn | | days, hours and minutes",
                "{type: pauseBot, parameters: {for: -PT1H}} | /parameters/for | | days, hours and minutes",
                "{type: pauseBot, parameters: {form: PT1H}} | /parameters/form | for | no such member",
                "{type: sendMessage, parameters: {text: ''}} | /parameters/text | | 1 to 4096 characters",
                "{type: addTags, parameters: {tags: []}} | /parameters/tags | | at least 1 item",
                "{type: addTags, parameters: {tags: [a, a]}} | /parameters/tags | | no item twice",
                "{type: addTags, parameters: {tag: [a]}} | /parameters/tag | tags | no such member",
                "{type: notify, parameters: {on: [asigned]}} | /parameters/on/0 | assigned | one of assigned",
                "{type: notify, parameters: {email: [nobody]}} | /parameters/email/0 | | ",
                "{type: notify, parameters: {webhooks: [A B]}} | /parameters/webhooks/0 | | 1 to 64 of a-z",
                "{type: notify, parameters: {emial: [a@b.c]}} | /parameters/emial | email | no such member",
                "{type: webhook} | /type | | one of assign",
            })
    void a_mistake_is_told_with_its_place(String action, String pointer, String suggestion, String expected)
            throws Exception {
        assertThat(message("[" + new YAMLMapper().readTree(action) + "]"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.pointer()).isEqualTo("/actions/0" + pointer);
                    assertThat(violation.suggestion()).isEqualTo(suggestion);
                    assertThat(violation.expected()).contains(expected == null ? "" : expected);
                });
    }

    private static List<Violation> message(String actions) throws Exception {
        return HandoverSchema.check(JSON.readTree(
                """
                {"source": {"platform": "halo", "botId": "b"}, "conversation": {"id": "c", "channel": "text"},
                 "reason": {"code": "other"}, "actions": %s}"""
                        .formatted(actions)));
    }

    private static List<Violation> step(String actions) throws Exception {
        return TARGETS.check(JSON.readTree("{\"steps\": {\"s\": {\"text\": \"t\", \"actions\": " + actions + "}}}"));
    }

    private static JsonNode resource(String name) throws Exception {
        try (InputStream in = ActionSchemaTest.class.getClassLoader().getResourceAsStream(name)) {
            return JSON.readTree(Objects.requireNonNull(in));
        }
    }
}

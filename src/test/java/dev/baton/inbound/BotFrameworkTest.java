package dev.baton.inbound;

import static dev.baton.inbound.ActivityPoster.EVENT;
import static dev.baton.inbound.ActivityPoster.activity;
import static dev.baton.inbound.ActivityPoster.example;
import static dev.baton.inbound.ActivityPoster.problem;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bot on the Bot Framework hands over with the event it has, and reads the event it knows.
 *
 * <p>Behaviours 2, 70.
 */
class BotFrameworkTest {

    private static ActivityPoster bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        bot = ActivityPoster.start(folder);
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    @Test
    void a_bot_of_copilot_studio_reaches_the_target_that_the_address_names() throws Exception {
        ObjectNode activity = example("what Copilot Studio sends");

        ObjectNode receipt = json(bot.post("?target=msc-nl", activity, "Prefer", "wait=20"));

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("msc-nl");
        assertThat(receipt.path("conversation")).isEqualTo(activity.path("conversation"));
        assertThat(bot.stored(receipt).path("summary").path("text").asText()).isEqualTo("Wants a refund of order A-1.");
    }

    @Test
    void an_event_of_the_sdk_is_known_by_its_shape_and_takes_the_default_step() throws Exception {
        ObjectNode activity =
                example("what the SDK's EventFactory makes, with a transcript whose authors it has overwritten");

        ObjectNode receipt = json(bot.post("", activity, "Content-Type", "application/json", "Prefer", "wait=20"));

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("step").asText()).isEqualTo("support");
        assertThat(bot.stored(receipt).at("/routing/skills/0").asText()).isEqualTo("credit cards");
        assertThat(bot.stored(receipt).path("transcript")).hasSize(2);
    }

    @Test
    void the_address_may_name_a_step() throws Exception {
        ObjectNode activity = activity("{'Name': 'Ada', 'Email': 'ada@example.org'}");

        assertThat(json(bot.post("?step=inbox", activity)).path("target").asText())
                .isEqualTo("msc-nl");
    }

    @Test
    void names_in_the_activity_choose_nothing() throws Exception {
        ObjectNode activity = example("names that would choose something are context");

        HttpResponse<String> answer = bot.post("", activity);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("target").asText()).isEqualTo("genesys-eu");
        assertThat(bot.stored(json(answer)).path("context")).isEqualTo(activity.path("value"));
        assertThat(bot.stored(json(answer)).has("settings")).isFalse();
    }

    @Test
    void the_address_of_an_ordinary_message_chooses_nothing() throws Exception {
        HttpResponse<String> answer = bot.send("?step=inbox", Messages.minimal(), "application/json");

        assertThat(json(answer).path("target").asText()).isEqualTo("genesys-eu");
    }

    @Test
    void the_same_activity_twice_is_one_handover() throws Exception {
        ObjectNode activity = activity("{}").put("id", "twice");

        String id = json(bot.post("", activity)).path("id").asText();
        HttpResponse<String> again = bot.post("", activity);
        assertThat(json(again).path("id").asText()).isEqualTo(id);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");

        assertThat(problem(bot.post("?target=log", activity))).isEqualTo("422 urn:baton:problem:key-reused");
        assertThat(problem(bot.post("", activity, "Idempotency-Key", "another")))
                .isEqualTo("409 urn:baton:problem:conversation-busy");
    }

    @Test
    void the_outcome_is_told_as_the_event_that_such_a_bot_knows() throws Exception {
        ObjectNode activity = activity("{}").put("id", "status").put("channelId", "directline");

        HttpResponse<String> undecided = bot.post("", activity, "Accept", EVENT);
        assertThat(undecided.statusCode()).isEqualTo(202);
        assertThat(undecided.headers().firstValue("Content-Type")).contains(EVENT);
        assertThat(json(undecided).at("/value/state").asText()).isEqualTo("requested");

        ObjectNode status =
                json(bot.post("", activity, "Accept", EVENT + ", application/json;q=0.5", "Prefer", "wait=20"));
        assertThat(status.path("type").asText()).isEqualTo("event");
        assertThat(status.path("name").asText()).isEqualTo("handoff.status");
        assertThat(status.path("value").toString()).isEqualTo("{\"state\":\"accepted\"}");
        assertThat(status.path("conversation")).isEqualTo(activity.path("conversation"));
        assertThat(status.path("replyToId").asText()).isEqualTo("status");
        assertThat(status.at("/channelData/receipt/message/text").asText()).contains("live agent");

        String self = undecided.headers().firstValue("Location").orElseThrow();
        assertThat(json(bot.gateway().get(self, "Accept", EVENT))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json",
        "*/*",
        "'application/json, application/vnd.microsoft.activity+json;q=0.5'",
        "application/vnd.microsoft.activity+json;q=0",
        "no media type"
    })
    void who_does_not_ask_for_the_event_gets_the_receipt(String accept) throws Exception {
        HttpResponse<String> answer = bot.post("", activity("{}"), "Accept", accept);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).path("state").asText()).isEqualTo("requested");
    }
}

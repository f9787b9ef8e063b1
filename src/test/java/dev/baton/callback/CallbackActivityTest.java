package dev.baton.callback;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.callback.Bot.Answer;
import dev.baton.callback.Bot.Told;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bot on the Bot Framework is told. */
class CallbackActivityTest {

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    private Bot bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(
                folder,
                DeskInstallation.targets(folder, desk),
                "--baton.callback.hosts=127.0.0.1",
                "--baton.callback.allow-private=true",
                "--baton.callback.first-pause=1ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @BeforeEach
    void startBot() throws Exception {
        bot = Bot.start();
    }

    @AfterEach
    void stopBot() {
        bot.close();
    }

    @Test
    void its_outcome_is_a_status_event_in_plain_json() throws Exception {
        String id = post("{'url': '" + bot.url("/x") + "'}");

        await().until(() -> bot.told("/x").size() == 1);

        Told told = bot.told("/x").get(0);
        JsonNode status = told.json();
        assertThat(told.header("content-type")).isEqualTo("application/json");
        assertThat(told.header("webhook-id")).isEqualTo(id + "-3");
        assertThat(status.path("id").asText()).isEqualTo(id + "-3");
        assertThat(status.path("name").asText()).isEqualTo("handoff.status");
        assertThat(status.path("replyToId").asText()).isEqualTo("a-1");
        assertThat(status.at("/value/state").asText()).isEqualTo("accepted");
        assertThat(status.at("/channelData/receipt/externalRefs/conversationId").asText())
                .isEqualTo("gc-1");
        await().during(Duration.ofMillis(300)).until(() -> bot.told("/x").size() == 1);
    }

    @Test
    void who_asks_for_every_step_is_told_of_each_as_it_was() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        bot.answers("/x", told -> calls.getAndIncrement() < 5 ? new Answer(500) : Answer.OK);

        post("{'url': '" + bot.url("/x") + "', 'events': ['requested', 'accepted']}");

        await().until(() -> bot.told("/x").size() == 7);
        assertThat(bot.told("/x").stream().skip(5))
                .extracting(told -> told.json().at("/value/state").asText())
                .containsExactly("requested", "accepted");
    }

    @Test
    void what_is_wrong_with_the_address_is_said_of_the_activity() throws Exception {
        HttpResponse<String> answer = send("{'url': 'https://evil.example.org/x'}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/pointer").asText()).isEqualTo("/channelData/callback/url");
        assertThat(json(send("{'url': 'x', 'more': 1}")).path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .contains("/channelData/callback/url");
    }

    private static String post(String callback) throws Exception {
        HttpResponse<String> answer = send(callback);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).path("id").asText();
    }

    private static HttpResponse<String> send(String callback) throws Exception {
        ObjectNode activity = (ObjectNode) json("{'type': 'event', 'name': 'handoff.initiate', 'id': 'a-1'}");
        activity.putObject("conversation").put("id", "c-" + UUID.randomUUID());
        activity.putObject("channelData").set("callback", json(callback));
        return gateway.post(
                activity.toString(), "Idempotency-Key", UUID.randomUUID().toString());
    }
}

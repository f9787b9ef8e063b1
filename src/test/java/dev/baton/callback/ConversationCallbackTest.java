package dev.baton.callback;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.callback.Bot.Told;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot hears that it may talk again without asking for it. Behaviours 11, 56, 67. */
class ConversationCallbackTest {

    private static FallbackDesks desks;
    private static Bot bot;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        bot = Bot.start();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desks.target("first", "desk", "")
                        + "steps: {support: {text: first}, hasty: {text: first, unclaimed: 1s}}\ndefault: support\n",
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.callback.hosts=127.0.0.1,localhost",
                "--baton.callback.allow-private=true",
                "--baton.callback.first-pause=20ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        bot.close();
        desks.close();
    }

    @Test
    void it_is_told_the_summary_with_which_a_human_gives_back() throws Exception {
        String id = handOver("/back", "");

        say("/handovers/" + id + "/return", "{'disposition': 'resolved', 'summary': 'Ada is happy.'}");

        await().until(() -> told("/back").size() == 4);
        Told returned = told("/back").get(3);
        assertThat(returned.state()).isEqualTo("returned");
        assertThat(returned.json().at("/data/disposition").asText()).isEqualTo("resolved");
        assertThat(returned.json().at("/data/receipt/returned/summary").asText())
                .isEqualTo("Ada is happy.");
        assertThat(told("/back").subList(0, 3)).allSatisfy(before -> assertThat(
                        before.json().at("/data/receipt/returned").isMissingNode())
                .isTrue());
    }

    @Test
    void it_is_told_that_nobody_came() throws Exception {
        String id = handOver("/nobody", ", 'events': ['expired']", "\"step\": \"hasty\"");

        await().atMost(Duration.ofSeconds(20)).until(() -> told("/nobody").size() == 1);

        JsonNode expired = told("/nobody").get(0).json();
        assertThat(expired.path("subject").asText()).isEqualTo(id);
        assertThat(expired.at("/data/code").asText()).isEqualTo("unclaimed");
        assertThat(expired.at("/data/receipt/expired/code").asText()).isEqualTo("unclaimed");
    }

    @Test
    void it_is_told_when_its_pause_is_over_also_after_the_end_of_the_handover() throws Exception {
        String id = handOver("/paused", ", 'events': ['returned', 'bot-paused', 'bot-resumed']");
        say("/conversations/c-paused/pause", "{'for': 'PT1S'}");
        say("/handovers/" + id + "/return", "{'disposition': 'resolved'}");

        await().atMost(Duration.ofSeconds(20)).until(() -> told("/paused").size() == 3);

        List<JsonNode> told = told("/paused").stream().map(Told::json).toList();
        assertThat(told)
                .extracting(one -> one.path("type").asText())
                .containsExactly(
                        "dev.baton.handover.bot-paused.v1",
                        "dev.baton.handover.returned.v1",
                        "dev.baton.handover.bot-resumed.v1");
        assertThat(told.get(0).at("/data/act").asText()).isEqualTo("bot-paused");
        assertThat(told.get(0).at("/data/receipt/state").asText()).isEqualTo("accepted");
        assertThat(told.get(2).at("/data/receipt/state").asText()).isEqualTo("returned");
    }

    @Test
    void feedback_is_no_news_for_it() throws Exception {
        String id = handOver("/feedback", "");
        await().until(() -> told("/feedback").size() == 3);

        say("/handovers/" + id + "/feedback", "{'about': 'bot', 'by': 'customer', 'rating': 1}");
        say("/handovers/" + id + "/complete", "{'disposition': 'resolved'}");

        await().until(() -> told("/feedback").size() == 4);
        assertThat(told("/feedback").get(3).state()).isEqualTo("completed");
    }

    private static List<Told> told(String path) {
        return bot.told(path);
    }

    private static String handOver(String path, String events, String... more) throws Exception {
        String members = "\"callback\": {\"url\": \"" + bot.url(path) + "\"" + events.replace('\'', '"') + "}";
        String all = more.length == 0 ? members : members + ", " + more[0];
        JsonNode receipt =
                json(gateway.post(Messages.with("c-" + path.substring(1), all), "Prefer", "wait=20"));
        assertThat(receipt.path("state").asText()).as(receipt.toString()).isEqualTo("accepted");
        return receipt.path("id").asText();
    }

    private static void say(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri(path))
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .header("Content-Type", "application/json")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}

package dev.baton.inbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who owns a conversation, as its bot sees it over HTTP: the bot is silent from the request on, a human has it from
 * acceptance on, and it comes back.
 *
 * <p>Behaviours 11, 14, 56, 62, 66, 67, 71, 74, 75.
 */
class ConversationsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    private final String conversation = "c-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desks.target("first", "desk", "")
                        + """
                        steps:
                          support: {text: first}
                          hasty: {text: first, unclaimed: 1s}
                          patient: {text: first, unclaimed: 1h, deadline: 60s}
                        default: support
                        """,
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.conversation.max-hops=3");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @BeforeEach
    void every_desk_takes_everything() {
        desks.reset();
    }

    @Test
    void a_conversation_that_was_never_handed_over_is_the_bot_s() throws Exception {
        assertThat(owner())
                .isEqualTo(json(
                        "{'conversation': '%s', 'owner': 'bot', 'botMayTalk': true}".formatted(conversation)));
    }

    @Test
    void the_bot_is_silent_from_the_request_on_and_a_human_owns_from_acceptance_on() throws Exception {
        desks.answers("first", okJson("{\"id\": \"1\"}").withFixedDelay(700));

        ObjectNode receipt = json(gateway.post(message("\"step\": \"patient\"")));

        assertThat(receipt.path("lease")).isEqualTo(json("{'owner': 'nobody'}"));
        ObjectNode before = owner();
        assertThat(before.path("owner").asText()).isEqualTo("nobody");
        assertThat(before.path("botMayTalk").asBoolean()).isFalse();
        assertThat(before.at("/handover/id")).isEqualTo(receipt.path("id"));
        await().until(() -> owner().path("owner").asText().equals("human"));
        ObjectNode after = owner();
        assertThat(after.path("botMayTalk").asBoolean()).isFalse();
        assertThat(after.at("/handover/state").asText()).isEqualTo("accepted");
        assertThat(after.at("/handover/link").asText())
                .isEqualTo("/handovers/" + receipt.path("id").asText());
        assertThat(Instant.parse(after.path("until").asText()))
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
        assertThat(now(receipt).at("/lease/until")).isEqualTo(after.path("until"));
        assertThat(now(receipt).at("/lease/owner").asText()).isEqualTo("human");
    }

    @Test
    void what_no_target_takes_is_the_bot_s_again() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = json(gateway.post(message(""), "Prefer", "wait=20"));

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.has("lease")).isFalse();
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
    }

    @Test
    void a_further_handover_is_told_who_owns_the_conversation_and_until_when() throws Exception {
        ObjectNode first = json(gateway.post(message("\"step\": \"patient\""), "Prefer", "wait=20"));

        HttpResponse<String> second = gateway.post(message(""));

        assertThat(second.statusCode()).isEqualTo(409);
        ObjectNode problem = json(second);
        assertThat(problem.path("type").asText()).isEqualTo("urn:baton:problem:conversation-busy");
        assertThat(problem.path("owner").asText()).isEqualTo("human");
        assertThat(problem.path("until")).isEqualTo(first.at("/lease/until"));
        assertThat(problem.at("/links/first").asText())
                .isEqualTo("/handovers/" + first.path("id").asText());
    }

    @Test
    void a_human_gives_it_back_and_the_bot_is_told_what_came_of_it() throws Exception {
        ObjectNode taken = taken();

        HttpResponse<String> answer = say(
                taken,
                "return",
                "{'disposition': 'resolved', 'summary': 'Ada gets her refund.', 'correction': 'Ask for the order.'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode receipt = json(answer);
        assertThat(receipt.path("state").asText()).isEqualTo("returned");
        assertThat(receipt.has("lease")).isFalse();
        assertThat(receipt.at("/returned/by").asText()).isEqualTo("agent");
        assertThat(receipt.at("/returned/disposition").asText()).isEqualTo("resolved");
        assertThat(receipt.at("/returned/summary").asText()).isEqualTo("Ada gets her refund.");
        assertThat(receipt.at("/externalRefs/chatId").asText()).isEqualTo("1");
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
        await().untilAsserted(() -> assertThat(analytics(taken, "returned"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("\"disposition\":\"resolved\"", "\"by\":\"agent\"")
                        .doesNotContain("refund", "order")));
        assertThat(gateway.get("/actuator/prometheus").body())
                .contains("handover_returned_total{by=\"agent\",target=\"first\"}");
        HttpResponse<String> event = gateway.get(
                "/handovers/" + taken.path("id").asText(), "Accept", "application/vnd.microsoft.activity+json");
        assertThat(json(event).path("value"))
                .isEqualTo(json("{'state': 'completed', 'message': 'Ada gets her refund.', 'disposition': 'resolved'}"));
    }

    @Test
    void said_again_it_stays_as_it_was_said_first() throws Exception {
        ObjectNode taken = taken();
        HttpResponse<String> first = say(taken, "return", "{'disposition': 'resolved'}");

        HttpResponse<String> again = say(taken, "return", "{'disposition': 'other', 'summary': 'x'}");
        HttpResponse<String> otherwise = say(taken, "complete", "{'disposition': 'resolved'}");
        HttpResponse<String> back = say(taken, "cancel", "{'by': 'bot'}");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(json(first));
        for (HttpResponse<String> refused : List.of(otherwise, back)) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(json(refused).path("type").asText()).isEqualTo("urn:baton:problem:wrong-state");
            assertThat(json(refused).path("detail").asText()).contains("it is returned, and stays so");
        }
        assertThat(now(taken).path("history")).hasSize(4);
    }

    @Test
    void a_conversation_that_is_over_is_completed() throws Exception {
        ObjectNode receipt = json(say(taken(), "complete", "{'disposition': 'sold', 'by': 'operator'}"));

        assertThat(receipt.path("state").asText()).isEqualTo("completed");
        assertThat(receipt.at("/completed/by").asText()).isEqualTo("operator");
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
    }

    @Test
    void what_no_target_has_yet_cannot_be_given_back_but_cancelled_while_it_is_tried() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        ObjectNode receipt = json(gateway.post(message("\"step\": \"patient\"")));
        await().until(() -> now(receipt).path("state").asText().equals("retrying"));

        HttpResponse<String> early = say(receipt, "return", "{'disposition': 'resolved'}");
        HttpResponse<String> cancelled = say(receipt, "cancel", "{'by': 'customer', 'reason': 'Ada found it.'}");
        desks.reset();

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).path("detail").asText()).contains("no target has it yet");
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
        ObjectNode now = json(cancelled);
        assertThat(now.path("state").asText()).isEqualTo("cancelled");
        assertThat(now.at("/cancelled/by").asText()).isEqualTo("customer");
        assertThat(now.at("/cancelled/reason").asText()).isEqualTo("Ada found it.");
        assertThat(now.has("retryUntil")).isFalse();
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(20))
                .until(() -> desks.calls("first").isEmpty());
        assertThat(analytics(receipt, "cancelled")).allSatisfy(line -> assertThat(line).doesNotContain("Ada"));
    }

    @ParameterizedTest
    @CsvSource({"200, taken", "422, not_taken"})
    void a_call_under_way_ends_without_reviving_what_was_cancelled_and_is_noted(int status, String noted)
            throws Exception {
        desks.answers("first", aResponse().withStatus(status).withBody("{\"id\": \"1\"}").withFixedDelay(1000));
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(() -> posted("wait=20"));
        await().until(() -> owner().at("/handover/state").asText().equals("delivering"));
        String id = owner().at("/handover/id").asText();

        HttpResponse<String> cancelled = say(id, "cancel", "{'by': 'customer'}");

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(json(waiting.get()).path("state").asText()).isEqualTo("cancelled");
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
        await().untilAsserted(() -> assertThat(now(id).at("/history/3/act").asText()).isEqualTo("late"));
        ObjectNode late = now(id);
        assertThat(late.path("state").asText()).isEqualTo("cancelled");
        assertThat(late.at("/history/3/data/call").asText()).isEqualTo(noted);
        assertThat(late.at("/externalRefs/chatId").asText()).isEqualTo(status == 200 ? "1" : "");
        assertThat(gateway.post(message("")).statusCode()).isEqualTo(202);
    }

    @Test
    void what_nobody_claims_in_time_expires_and_is_the_bot_s_again() throws Exception {
        ObjectNode receipt = json(gateway.post(message("\"step\": \"hasty\""), "Prefer", "wait=20"));
        assertThat(receipt.path("state").asText()).isEqualTo("accepted");

        await().atMost(Duration.ofSeconds(20)).until(() -> owner().path("owner").asText().equals("bot"));

        ObjectNode now = now(receipt);
        assertThat(now.path("state").asText()).isEqualTo("expired");
        assertThat(now.at("/expired/code").asText()).isEqualTo("unclaimed");
        assertThat(Instant.parse(now.path("updatedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(receipt.at("/lease/until").asText()));
        assertThat(gateway.get("/actuator/prometheus").body())
                .contains("handover_expired_total{code=\"unclaimed\",target=\"first\"}");
    }

    @Test
    void of_a_target_that_tells_nothing_silence_means_nothing() throws Exception {
        ObjectNode receipt = json(gateway.post(message(""), "Prefer", "wait=20"));

        assertThat(receipt.path("lease")).isEqualTo(json("{'owner': 'human'}"));
        assertThat(Instant.parse(owner().path("until").asText()))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
    }

    @Test
    void a_pause_silences_the_bot_and_ends_by_itself() throws Exception {
        ObjectNode taken = taken();
        say(taken, "return", "{'disposition': 'resolved'}");

        ObjectNode paused = json(post("/conversations/" + conversation + "/pause", "{'for': 'PT1S'}"));

        assertThat(paused.path("owner").asText()).isEqualTo("nobody");
        assertThat(paused.at("/handover/id")).isEqualTo(taken.path("id"));
        assertThat(paused.at("/handover/state").asText()).isEqualTo("returned");
        Instant until = Instant.parse(paused.path("until").asText());
        await().until(() -> owner().path("botMayTalk").asBoolean());
        assertThat(Instant.now()).isAfterOrEqualTo(until);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(now(taken).path("history"))
                .extracting(event -> event.path("act").asText())
                .endsWith("bot-paused", "bot-resumed"));
    }

    @Test
    void a_pause_outlives_the_handover_and_is_ended_on_request() throws Exception {
        ObjectNode taken = taken();
        ObjectNode paused = json(post("/conversations/" + conversation + "/pause", "{'for': 'PT48H'}"));
        assertThat(paused.path("owner").asText()).isEqualTo("human");
        ObjectNode shorter = json(post("/conversations/" + conversation + "/pause", "{'for': 'PT47H'}"));
        assertThat(shorter.path("until")).isEqualTo(paused.path("until"));
        say(taken, "return", "{'disposition': 'resolved'}");
        assertThat(owner().path("owner").asText()).isEqualTo("nobody");

        ObjectNode resumed = json(post("/conversations/" + conversation + "/resume", ""));

        assertThat(resumed.path("owner").asText()).isEqualTo("bot");
        assertThat(json(post("/conversations/" + conversation + "/resume", "")).path("owner").asText())
                .isEqualTo("bot");
    }

    @Test
    void without_a_handover_the_bot_is_paused_as_well() throws Exception {
        ObjectNode paused = json(post("/conversations/" + conversation + "/pause", "{'for': 'PT30M'}"));

        assertThat(paused.path("owner").asText()).isEqualTo("nobody");
        assertThat(paused.has("handover")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'for': '30m'}",
                "{'for': 'PT0S'}",
                "{'for': 'P32D'}",
                "{'for': 'PT'}",
                "{'for': 'PT1M', 'x': 1}",
                "[]",
                "{'for': 'PT99999999999999999H'}"
            })
    void a_pause_that_nobody_can_mean_is_refused(String body) throws Exception {
        HttpResponse<String> answer = post("/conversations/" + conversation + "/pause", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
    }

    @Test
    void the_fourth_time_that_humans_would_take_it_within_a_day_is_refused() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        gateway.post(message(""), "Prefer", "wait=20");
        desks.reset();
        for (int i = 0; i < 3; i++) {
            say(taken(), "return", "{'disposition': 'back'}");
        }

        HttpResponse<String> fourth = gateway.post(message(""));

        assertThat(fourth.statusCode()).isEqualTo(409);
        assertThat(json(fourth).path("type").asText()).isEqualTo("urn:baton:problem:too-many-hops");
        assertThat(json(fourth).path("detail").asText())
                .contains("3 times within PT24H", "baton.conversation.max-hops", "options.maxHops");
        assertThat(owner().path("owner").asText()).isEqualTo("bot");
    }

    @Test
    void a_message_may_ask_for_fewer_hops_and_not_for_more() throws Exception {
        say(taken(), "return", "{'disposition': 'back'}");

        assertThat(gateway.post(message("\"options\": {\"maxHops\": 1}")).statusCode())
                .isEqualTo(409);
        for (int i = 0; i < 2; i++) {
            say(taken(), "return", "{'disposition': 'back'}");
        }
        assertThat(gateway.post(message("\"options\": {\"maxHops\": 50}")).statusCode())
                .isEqualTo(409);
        assertThat(gateway.post(message("\"options\": {\"maxHops\": 0}")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void customers_and_agents_say_what_it_was_like_and_analytics_get_no_free_text() throws Exception {
        ObjectNode taken = taken();
        say(taken, "complete", "{'disposition': 'resolved'}");

        HttpResponse<String> rated =
                say(taken, "feedback", "{'about': 'bot', 'by': 'customer', 'rating': 4, 'remarks': 'Ada was pleased.'}");
        say(taken, "feedback", "{'about': 'bot', 'by': 'customer', 'rating': 4, 'remarks': 'Ada was pleased.'}");
        say(taken, "feedback", "{'about': 'bot', 'by': 'agent', 'correction': 'Ada means 5512.', 'disposition': 'x'}");

        assertThat(rated.statusCode()).as(rated.body()).isEqualTo(200);
        assertThat(json(rated).path("feedback")).hasSize(1);
        JsonNode shown = now(taken).path("feedback");
        assertThat(shown).hasSize(2);
        assertThat(shown.at("/0/rating").asInt()).isEqualTo(4);
        assertThat(shown.at("/0/remarks").asText()).isEqualTo("Ada was pleased.");
        assertThat(shown.at("/1/correction").asText()).isEqualTo("Ada means 5512.");
        await().untilAsserted(() -> assertThat(analytics(taken, "feedback"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"act\":\"feedback\"").doesNotContain("Ada"))
                .first()
                .satisfies(line -> assertThat(line).contains("\"rating\":4", "\"about\":\"bot\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'about': 'bot', 'by': 'customer'}",
                "{'about': 'bot', 'by': 'customer', 'rating': 6}",
                "{'about': 'bot', 'by': 'customer', 'rating': 1, 'x': 1}",
                "{'about': 'bot', 'by': 'agent', 'disposition': 'Ada Jansen'}",
                "nothing"
            })
    void feedback_that_says_nothing_or_too_much_is_refused(String body) throws Exception {
        ObjectNode taken = taken();

        assertThat(say(taken, "feedback", body).statusCode()).isEqualTo(400);
        assertThat(now(taken).has("feedback")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c 1", "größe-👋", "a%b", "a?b#c", "a+b", "a;b=c", "a&b=c", "{x}", "'\"<>", "o'clock", "~.x"})
    void any_id_can_be_asked_for_in_the_path(String id) throws Exception {
        String mine = id + UUID.randomUUID();
        String path = "/conversations/" + encoded(mine);
        assertThat(json(post(path + "/pause", "{'for': 'PT30M'}")).path("conversation").asText())
                .isEqualTo(mine);

        assertThat(json(gateway.get(path + "/owner")).path("owner").asText()).isEqualTo("nobody");
        assertThat(json(gateway.get("/conversations/owner?conversation=" + encoded(mine)))
                        .path("owner")
                        .asText())
                .isEqualTo("nobody");
        assertThat(json(gateway.post(Messages.minimal(mine.replace("\"", "\\\"")), "Prefer", "wait=20"))
                        .at("/conversation/id")
                        .asText())
                .isEqualTo(mine);
        assertThat(json(gateway.get(path + "/owner")).path("owner").asText()).isEqualTo("human");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "..", ".", "//", "/conversations/x/owner"})
    void an_id_that_no_path_carries_is_given_as_a_parameter(String id) throws Exception {
        String mine = encoded(id);
        post("/conversations/pause?conversation=" + mine, "{'for': 'PT30M'}");

        ObjectNode owner = json(gateway.get("/conversations/owner?conversation=" + mine));

        assertThat(owner.path("owner").asText()).isEqualTo("nobody");
        assertThat(owner.path("conversation").asText()).isEqualTo(id);
        assertThat(json(post("/conversations/resume?conversation=" + mine, "")).path("owner").asText())
                .isEqualTo("bot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%5Cb"})
    void a_slash_in_the_path_is_refused_and_never_taken_for_another_conversation(String id) throws Exception {
        assertThat(gateway.get("/conversations/" + id + "/owner").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/conversations/owner",
                "/conversations/owner?conversation=",
                "/conversations/%00/owner",
                "/conversations/a%0Ab/owner",
                "/conversations/%FF/owner",
                "/conversations/LONG/owner",
                "/conversations/owner?conversation=a%00"
            })
    void what_is_no_id_is_refused(String path) throws Exception {
        HttpResponse<String> answer = gateway.get(path.replace("LONG", "x".repeat(257)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void an_id_of_256_characters_is_one_however_many_bytes_they_take() throws Exception {
        String id = "👋".repeat(256);

        assertThat(json(gateway.get("/conversations/" + encoded(id) + "/owner"))
                        .path("conversation")
                        .asText())
                .isEqualTo(id);
    }

    private ObjectNode taken() throws Exception {
        ObjectNode receipt = json(gateway.post(message(""), "Prefer", "wait=20"));
        assertThat(receipt.path("state").asText()).as(receipt.toString()).isEqualTo("accepted");
        return receipt;
    }

    private String message(String members) {
        return members.isEmpty() ? Messages.minimal(conversation) : Messages.with(conversation, members);
    }

    private HttpResponse<String> posted(String prefer) {
        try {
            return gateway.post(message(""), "Prefer", prefer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode owner() throws Exception {
        HttpResponse<String> answer = gateway.get("/conversations/" + conversation + "/owner");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static ObjectNode now(ObjectNode receipt) throws Exception {
        return now(receipt.path("id").asText());
    }

    private static ObjectNode now(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private static HttpResponse<String> say(ObjectNode receipt, String what, String body) throws Exception {
        return say(receipt.path("id").asText(), what, body);
    }

    private static HttpResponse<String> say(String id, String what, String body) throws Exception {
        return post("/handovers/" + id + "/" + what, body);
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(path))
                .POST(BodyPublishers.ofString(body.replace('\'', '"'), StandardCharsets.UTF_8))
                .header("Content-Type", "application/json");
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static List<String> analytics(ObjectNode receipt, String type) throws Exception {
        return gateway.analytics().stream()
                .filter(line -> line.contains(receipt.path("id").asText())
                        && line.contains("dev.baton.handover." + type + ".v1"))
                .toList();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

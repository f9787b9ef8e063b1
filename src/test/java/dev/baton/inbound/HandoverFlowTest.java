package dev.baton.inbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.DeskInstallation;
import dev.baton.support.Desks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The way of a handover, from the bot's call to the vendor's desk and back.
 *
 * <p>Behaviours 2, 8, 12, 16, 17, 20, 78.
 */
class HandoverFlowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Desks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        desks = new Desks();
        gateway = GatewayUnderTest.start(folder, desks.targets(folder));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    /** No delivery of the test before may reach the desks of this one. */
    @BeforeEach
    void allDesksAnswerAndNothingIsUnderWay() {
        await().atMost(Duration.ofSeconds(20)).until(() -> accepted() == deliveries());
        desks.reset();
    }

    @Test
    void a_handover_is_answered_at_once_and_reaches_the_desk() throws Exception {
        HttpResponse<String> answer = gateway.post(
                Messages.with(
                        """
                "customer": {"name": "Ada Jansen", "email": "ada@example.org"},
                "message": {"template": "A person will be with you, {{customer.name}}."},
                "summary": {"text": "Wants a refund."},
                "transcript": [{"author": {"role": "customer"}, "text": "I want my money back"},
                               {"author": {"role": "bot", "name": "Ava"}, "text": "Let me find somebody"}]"""));

        ObjectNode receipt = json(answer);
        String id = receipt.path("id").asText();
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/handovers/" + id);
        assertThat(receipt.path("state").asText()).isEqualTo("requested");
        assertThat(receipt.path("target").asText()).isEqualTo("genesys-eu");
        assertThat(receipt.path("message").path("text").asText()).isEqualTo("A person will be with you, Ada Jansen.");
        ObjectNode accepted = stateOf(id, "accepted");
        assertThat(accepted.path("externalRefs").path("conversationId").asText())
                .isEqualTo("gc-1");
        JsonNode sent = JSON.readTree(desks.genesysCalls().get(0).getBodyAsString());
        assertThat(sent.path("channel").path("from").path("id").asText()).isEqualTo(id);
        assertThat(sent.path("text").asText())
                .contains("Wants a refund.", "Customer: I want my money back", "Bot (Ava): Let me find somebody");
    }

    @Test
    void its_history_has_every_step_once_and_in_order() throws Exception {
        String id = post(Messages.minimal()).path("id").asText();

        ObjectNode accepted = stateOf(id, "accepted");

        assertThat(accepted.path("history"))
                .extracting(event -> event.path("state").asText())
                .containsExactly("requested", "delivering", "accepted");
        assertThat(accepted.path("history"))
                .extracting(event -> event.path("sequence").asInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void every_step_becomes_one_line_in_the_analytics_log() throws Exception {
        String id = post(Messages.minimal()).path("id").asText();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(analytics(id))
                .extracting(line -> line.path("type").asText())
                .containsExactly(
                        "dev.baton.handover.requested.v1",
                        "dev.baton.handover.delivering.v1",
                        "dev.baton.handover.accepted.v1"));
        assertThat(analytics(id))
                .extracting(line -> line.path("id").asText())
                .containsExactly(id + "-1", id + "-2", id + "-3");
    }

    @Test
    void a_channel_that_the_step_leaves_out_is_logged_only() throws Exception {
        ObjectNode receipt = post(Messages.minimal().replace("\"text\"", "\"voice\""));

        ObjectNode logged = stateOf(receipt.path("id").asText(), "logged");

        assertThat(logged.path("target").asText()).isEqualTo("log");
        assertThat(desks.server().getAllServeEvents()).isEmpty();
    }

    @Test
    void who_prefers_to_wait_gets_the_outcome() throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.minimal(), "Prefer", "wait=20");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=20");
        assertThat(json(answer).path("state").asText()).isEqualTo("accepted");
    }

    @Test
    void who_prefers_to_wait_less_than_the_desk_takes_gets_the_receipt() throws Exception {
        desks.genesysAnswers(
                okJson("{\"id\":\"m-1\",\"conversationId\":\"gc-1\"}").withFixedDelay(3000));

        HttpResponse<String> answer = gateway.post(Messages.minimal(), "Prefer", "wait=1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("state").asText()).isEqualTo("requested");
        stateOf(json(answer).path("id").asText(), "accepted");
    }

    @Test
    void the_same_request_again_gets_the_same_receipt_and_no_second_call() throws Exception {
        String message = Messages.minimal();
        HttpResponse<String> first = gateway.post(message, "Idempotency-Key", UUID.randomUUID() + "");
        String key = first.request().headers().firstValue("Idempotency-Key").orElseThrow();
        stateOf(json(first).path("id").asText(), "accepted");

        HttpResponse<String> again = gateway.post(message, "Idempotency-Key", key);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(desks.genesysCalls()).hasSize(1);
    }

    @Test
    void the_same_message_in_another_spelling_is_the_same_message() throws Exception {
        String key = UUID.randomUUID().toString();
        String message = Messages.minimal();
        HttpResponse<String> first = gateway.post(message, "Idempotency-Key", key);

        HttpResponse<String> again = gateway.post(JSON.readTree(message).toString(), "Idempotency-Key", key);

        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void sixty_four_identical_posts_at_once_make_one_handover() throws Exception {
        String message = Messages.with("\"idempotencyKey\": \"" + UUID.randomUUID() + "\"");
        CountDownLatch go = new CountDownLatch(1);
        Set<String> bodies = new HashSet<>();
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        ExecutorService bots = Executors.newFixedThreadPool(64);
        for (int i = 0; i < 64; i++) {
            answers.add(bots.submit(() -> {
                go.await();
                return gateway.post(message);
            }));
        }
        go.countDown();
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(202);
            bodies.add(answer.get().body());
        }
        bots.shutdown();

        assertThat(bodies).hasSize(1);
        stateOf(JSON.readTree(bodies.iterator().next()).path("id").asText(), "accepted");
        assertThat(desks.genesysCalls()).hasSize(1);
    }

    @Test
    void a_second_open_handover_for_a_conversation_is_refused_with_a_link_to_the_first() throws Exception {
        String conversation = "c-" + UUID.randomUUID();
        String first = post(Messages.minimal(conversation)).path("id").asText();

        HttpResponse<String> second = gateway.post(Messages.minimal(conversation));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).path("links").path("first").asText()).isEqualTo("/handovers/" + first);
    }

    @Test
    void a_conversation_tells_its_handovers() throws Exception {
        String conversation = "c-" + UUID.randomUUID();
        String id = post(Messages.minimal(conversation)).path("id").asText();

        HttpResponse<String> found = gateway.get("/handovers?conversation=" + conversation);

        assertThat(json(found).path("handovers"))
                .extracting(handover -> handover.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void a_dry_run_shows_the_calls_and_makes_none() throws Exception {
        String conversation = "c-" + UUID.randomUUID();

        HttpResponse<String> answer = gateway.post(Messages.with(conversation, "\"options\": {\"dryRun\": true}"));

        ObjectNode shown = json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(shown.path("calls"))
                .extracting(call -> call.path("url").asText())
                .containsExactly(
                        desks.url("genesys", "loginUrl") + "/oauth/token",
                        desks.url("genesys", "apiUrl")
                                + "/api/v2/conversations/messages/11111111-1111-4111-8111-111111111111"
                                + "/inbound/open/message?prefetchConversationId=true");
        assertThat(shown.at("/calls/0/headers/authorization").asText()).isEqualTo("Basic ***");
        assertThat(shown.at("/calls/1/headers/authorization").asText()).isEqualTo("Bearer ***");
        assertThat(shown.at("/calls/1/body/channel/from/idType").asText()).isEqualTo("Opaque");
        assertThat(answer.body()).doesNotContain(DeskInstallation.CLIENT_SECRET);
        assertThat(desks.server().getAllServeEvents()).isEmpty();
        assertThat(json(gateway.get("/handovers?conversation=" + conversation)).path("handovers"))
                .isEmpty();
    }

    @Test
    void the_calls_of_a_dry_run_are_the_calls_of_the_real_run() throws Exception {
        String members =
                "\"customer\": {\"name\": \"Zoë \\\"Z\\\" 😀\", \"email\": \"z@example.org\"}, \"step\": \"inbox\"";
        String conversation = "c/%?#-" + UUID.randomUUID();
        JsonNode shown = json(gateway.post(Messages.with(conversation, members + ", \"options\": {\"dryRun\": true}")))
                .at("/calls/0");

        post(Messages.with(conversation, members));

        await().untilAsserted(() -> assertThat(desks.mscCalls()).hasSize(1));
        assertThat(desks.mscCalls().get(0).getAbsoluteUrl())
                .isEqualTo(shown.path("url").asText());
        assertThat(JSON.readTree(desks.mscCalls().get(0).getBodyAsString())).isEqualTo(shown.path("body"));
    }

    @Test
    void what_the_target_cannot_take_is_told() throws Exception {
        ObjectNode receipt = post(
                Messages.with(
                        """
                "step": "inbox", "customer": {"name": "A", "email": "a@example.org"},
                "summary": {"text": "s"}, "context": {"order": 1}"""));

        assertThat(receipt.path("warnings"))
                .extracting(warning -> warning.path("pointer").asText())
                .contains("/summary", "/context");
    }

    @Test
    void a_transcript_that_is_too_long_is_cut_with_a_mark_and_told() throws Exception {
        String line = "{\"author\": {\"role\": \"customer\"}, \"text\": \"" + "x".repeat(900) + "\"}";
        String id = post(Messages.with("\"transcript\": [" + (line + ",").repeat(19) + line + "]"))
                .path("id")
                .asText();

        ObjectNode accepted = stateOf(id, "accepted");

        String text = JSON.readTree(desks.genesysCalls().get(0).getBodyAsString())
                .path("text")
                .asText();
        assertThat(text.length()).isLessThanOrEqualTo(4096);
        assertThat(text).contains("earlier messages cut]");
        assertThat(accepted.path("warnings"))
                .extracting(warning -> warning.path("code").asText())
                .contains("cut");
    }

    @Test
    void a_variable_that_is_missing_is_told_and_leaves_no_braces() throws Exception {
        ObjectNode receipt = post(Messages.with("\"message\": {\"template\": \"Order {{orderId}} is with us.\"}"));

        assertThat(receipt.path("message").path("text").asText()).isEqualTo("Order is with us.");
        assertThat(receipt.path("warnings"))
                .extracting(warning -> warning.path("code").asText())
                .contains("missing_variable");
    }

    @Test
    void a_message_may_override_what_its_target_lets_it() throws Exception {
        post(Messages.with("\"settings\": {\"queue\": \"billing\"}"));

        await().untilAsserted(() -> assertThat(desks.genesysCalls()).hasSize(1));
        assertThat(JSON.readTree(desks.genesysCalls().get(0).getBodyAsString())
                        .at("/channel/metadata/customAttributes/queue")
                        .asText())
                .isEqualTo("billing");
    }

    @ParameterizedTest
    @CsvSource({
        "400, integrator_must_act, rejected",
        "401, integrator_must_act, unauthorized",
        "403, integrator_must_act, forbidden",
        "404, integrator_must_act, not_found",
        "422, integrator_must_act, rejected",
        "408, try_again, unavailable",
        "425, try_again, unavailable",
        "429, try_again, rate_limited",
        "503, try_again, unavailable",
    })
    void a_failed_delivery_is_recorded_with_class_and_code(int status, String failureClass, String code)
            throws Exception {
        desks.genesysAnswers(aResponse().withStatus(status).withHeader("Retry-After", "7"));

        ObjectNode failed = json(gateway.post(Messages.minimal(), "Prefer", "wait=20"));

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.at("/failure/class").asText()).isEqualTo(failureClass);
        assertThat(failed.at("/failure/code").asText()).isEqualTo(code);
        assertThat(failed.at("/failure/reason").asText()).contains(String.valueOf(status));
        assertThat(failed.has("message")).as("no promise to the customer").isFalse();
        if (status == 429) {
            assertThat(failed.at("/failure/retryAfterSeconds").asInt()).isEqualTo(7);
        }
    }

    @Test
    void after_a_failure_the_conversation_can_be_handed_over_again() throws Exception {
        desks.genesysAnswers(aResponse().withStatus(403));
        String conversation = "c-" + UUID.randomUUID();
        gateway.post(Messages.minimal(conversation), "Prefer", "wait=20");
        desks.reset();

        HttpResponse<String> again = gateway.post(Messages.minimal(conversation), "Prefer", "wait=20");

        assertThat(json(again).path("state").asText()).isEqualTo("accepted");
    }

    @Test
    void a_refused_token_is_renewed_once_and_the_call_made_again() throws Exception {
        gateway.post(Messages.minimal(), "Prefer", "wait=20");
        String token = desks.genesysCalls().get(0).getHeader("Authorization");
        desks.reset();
        desks.server().stubFor(Desks.tokenCall().willReturn(okJson("{\"access_token\":\"t2\",\"expires_in\":86400}")));
        desks.server()
                .stubFor(Desks.genesysCall()
                        .withHeader("Authorization", equalTo(token))
                        .willReturn(aResponse().withStatus(401)));

        ObjectNode accepted = json(gateway.post(Messages.minimal(), "Prefer", "wait=20"));

        assertThat(accepted.path("state").asText()).isEqualTo("accepted");
        assertThat(desks.genesysCalls())
                .extracting(call -> call.getHeader("Authorization"))
                .containsExactly(token, "Bearer t2");
    }

    @Test
    void the_metrics_tell_what_happened() throws Exception {
        gateway.post(Messages.minimal(), "Prefer", "wait=20");

        String metrics = gateway.get("/actuator/prometheus").body();

        assertThat(metrics)
                .contains(
                        "handover_requests_total{result=\"accepted\"}",
                        "handover_deliveries_total{channel=\"text\",outcome=\"accepted\",target=\"genesys-eu\"}",
                        "handover_delivery_seconds_count{target=\"genesys-eu\"}",
                        "handover_open ",
                        "handover_analytics_dropped_total 0.0",
                        "camel_exchanges_total{camelContext=\"baton\",eventType=\"route\",kind=\"CamelRoute\",routeId=\"deliver-genesys-eu\"}");
        assertThat(gateway.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private static double accepted() {
        return gateway.bean(MeterRegistry.class).find("handover.requests").tag("result", "accepted").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double deliveries() {
        return gateway.bean(MeterRegistry.class).find("handover.deliveries").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static ObjectNode post(String message) throws Exception {
        HttpResponse<String> answer = gateway.post(message);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    private static ObjectNode stateOf(String id, String state) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> json(gateway.get("/handovers/" + id)),
                        found -> found.path("state").asText().equals(state));
    }

    private static List<JsonNode> analytics(String id) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : gateway.analytics()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("subject").asText().equals(id)) {
                lines.add(event);
            }
        }
        return lines;
    }
}

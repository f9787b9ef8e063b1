package dev.baton.inbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.connector.EventAuthentication;
import dev.baton.ledger.SqlLedger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ServiceNow takes a request with 200, and says what became of it by calls of its own.
 *
 * <p>Behaviour 71.
 */
class TargetEventsTest {

    private static final String TOKEN = "sixteen-letters-";
    private static final String QUEUED = "SubscribeToSupportQueue";
    private static final String ASSIGNED = "SwitchToLiveAgent";
    private static final String ENDED = "SwitchToVirtualAgent";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(folder, targets(folder));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void a_waiting_bot_is_answered_when_the_target_confirms() throws Exception {
        String conversation = conversation();
        CompletableFuture<HttpResponse<String>> answer = async(Messages.to("patient", conversation));
        String id = delivering(gateway, conversation);
        assertThat(answer).isNotDone();

        assertThat(event("patient", id, QUEUED)).isEqualTo(200);

        ObjectNode receipt = json(answer.get());
        assertThat(receipt.path("state").asText()).isEqualTo("queued");
        assertThat(receipt.at("/externalRefs/interactionId").asText()).isEqualTo("i-1");
        assertThat(receipt.at("/externalRefs/clientSessionId").asText()).isEqualTo(id);
        assertThat(states(id)).containsExactly("requested", "delivering", "delivering", "queued");
        await().untilAsserted(() -> assertThat(gateway.analytics())
                .filteredOn(line -> line.contains(id) && line.contains("\"queued\""))
                .hasSize(1));
    }

    @Test
    void events_that_come_twice_late_or_in_another_order_move_nothing_backwards() throws Exception {
        String id = delivered("patient");

        event("patient", id, ASSIGNED);
        event("patient", id, QUEUED);
        event("patient", id, ASSIGNED);
        event("patient", id, ENDED);
        assertThat(event("patient", id, ASSIGNED)).isEqualTo(200);

        assertThat(states(id)).containsExactly("requested", "delivering", "delivering", "assigned", "completed");
        assertThat(metric("patient", "unchanged")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_came_back_before_anybody_had_it_has_failed_and_afterwards_it_has_returned() throws Exception {
        String before = delivered("patient");
        String after = delivered("patient");
        event("patient", after, QUEUED);

        for (String id : List.of(before, after)) {
            say("patient", "{\"clientSessionId\": \"%s\", \"takeControl\": true}".formatted(id));
        }

        assertThat(handover(before).at("/failure/class").asText()).isEqualTo("closed");
        assertThat(states(before)).endsWith("delivering", "failed");
        assertThat(states(after)).endsWith("queued", "returned");
        assertThat(handover(after).has("failure")).isFalse();
    }

    @Test
    void without_an_event_in_time_nobody_knows_and_a_late_one_changes_nothing() throws Exception {
        String id = json(gateway.post(Messages.to("hasty", conversation()), "Prefer", "wait=20"))
                .path("id")
                .asText();

        ObjectNode failed = handover(id);
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.at("/failure/class").asText()).isEqualTo("unknown");
        assertThat(failed.at("/failure/code").asText()).isEqualTo("unconfirmed");
        assertThat(event("hasty", id, QUEUED)).isEqualTo(200);
        assertThat(states(id)).containsExactly("requested", "delivering", "delivering", "failed");
        assertThat(desk.server().findAll(postRequestedFor(urlPathMatching("/hasty/.*"))))
                .filteredOn(call -> call.getBodyAsString().contains(id))
                .hasSize(1);
    }

    @Test
    void an_event_that_is_faster_than_the_answer_keeps_what_the_answer_says() throws Exception {
        String conversation = conversation();
        desk.server()
                .stubFor(post(urlPathMatching("/slow/.*"))
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withFixedDelay(1500)
                                .withBody("{\"status\": \"success\"}")));
        gateway.post(Messages.to("slow", conversation));
        await().until(() -> !desk.server()
                .findAll(postRequestedFor(urlPathMatching("/slow/.*")))
                .isEmpty());
        String id = ofConversation(gateway, conversation).path("id").asText();

        event("slow", id, QUEUED);

        await().untilAsserted(
                        () -> assertThat(handover(id).path("externalRefs")).hasSize(2));
        assertThat(handover(id).path("state").asText()).isEqualTo("queued");
    }

    @Test
    void only_the_target_itself_may_say_anything_and_only_about_its_own() throws Exception {
        String id = delivered("patient");

        assertThat(event("hasty", id, QUEUED)).isEqualTo(200);
        assertThat(send("patient", body(id, QUEUED)).statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = send("patient", body(id, QUEUED), "X-Baton-Token", TOKEN + "x");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).doesNotContain("Token").doesNotContain("patient");
        assertThat(send("log", body(id, QUEUED), "X-Baton-Token", TOKEN).statusCode())
                .isEqualTo(404);
        assertThat(send("nobody", body(id, QUEUED), "X-Baton-Token", TOKEN).statusCode())
                .isEqualTo(404);

        assertThat(handover(id).path("state").asText()).isEqualTo("delivering");
        assertThat(metric("hasty", "unknown")).isPositive();
        assertThat(metric("patient", "refused")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void what_concerns_nobody_is_taken_and_what_is_too_large_is_not() throws Exception {
        assertThat(event("patient", "01JD0000000000000000000000", QUEUED)).isEqualTo(200);
        assertThat(say("patient", "[]")).isEqualTo(200);
        assertThat(say("patient", "no JSON")).isEqualTo(200);
        assertThat(say("patient", "")).isEqualTo(200);
        assertThat(say("patient", "{\"a\": \"" + "x".repeat(1_048_576) + "\"}")).isEqualTo(413);
        assertThat(metric("patient", "ignored")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_is_signed_is_what_is_sent() throws Exception {
        String id = delivered("patient");

        LoggedRequest call = desk.server().findAll(postRequestedFor(urlPathMatching("/patient/.*"))).stream()
                .filter(request -> request.getBodyAsString().contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(call.getHeader("x-b2b-signature"))
                .isEqualTo(EventAuthentication.signature("sha1", "hex", "signing-key", call.getBody()));
        assertThat(call.getHeader("token")).isNull();
        assertThat(call.getHeader("Authorization")).isNull();
    }

    @Test
    void a_timer_goes_off_although_the_gateway_was_restarted(@TempDir Path folder) throws Exception {
        String early;
        String late;
        try (GatewayUnderTest first = GatewayUnderTest.start(folder, targets(folder))) {
            String conversation = conversation();
            first.post(Messages.to("hasty", conversation));
            late = delivering(first, conversation);
            conversation = conversation();
            first.post(Messages.to("patient", conversation));
            early = delivering(first, conversation);
        }
        try (GatewayUnderTest second = GatewayUnderTest.start(folder, targets(folder))) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(json(second.get("/handovers/" + late))
                            .at("/failure/code")
                            .asText())
                    .isEqualTo("unconfirmed"));
            assertThat(json(second.get("/handovers/" + early)).path("state").asText())
                    .isEqualTo("delivering");
            assertThat(send(second, "patient", body(early, QUEUED), "X-Baton-Token", TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(json(second.get("/handovers/" + early)).path("state").asText())
                    .isEqualTo("queued");
            // An event that cannot be kept is not answered as if it was.
            second.bean(SqlLedger.class).close();
            assertThat(send(second, "patient", body(early, ASSIGNED), "X-Baton-Token", TOKEN)
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    /** Three targets at one desk; they differ in how long they wait and in how they sign. */
    private static String targets(Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        Path key = Files.writeString(folder.resolve("key"), "signing-key");
        StringBuilder targets = new StringBuilder("targets:\n");
        for (String[] target : new String[][] {{"patient", "120"}, {"hasty", "1"}, {"slow", "120"}}) {
            desk.server()
                    .stubFor(post(urlPathMatching("/" + target[0] + "/.*"))
                            .willReturn(aResponse().withStatus(200).withBody("{\"status\": \"success\"}")));
            targets.append(
                    """
                      %s:
                        connector: servicenow
                        settings: {instance: acme, apiUrl: "http://127.0.0.1:%d/%s", awaits: %s,
                          eventsToken: "${file:%s}", signatureSecret: "${file:%s}"}
                    """
                            .formatted(target[0], desk.server().port(), target[0], target[1], token, key));
        }
        return targets + "steps: {support: {text: patient}}\ndefault: support\n";
    }

    private static String conversation() {
        return "c-" + UUID.randomUUID();
    }

    private static String delivered(String target) throws Exception {
        String conversation = conversation();
        gateway.post(Messages.to(target, conversation));
        return delivering(gateway, conversation);
    }

    /** The handover's id, once its call is over and its event is awaited. */
    private static String delivering(GatewayUnderTest at, String conversation) throws Exception {
        await().until(() -> ofConversation(at, conversation).has("externalRefs"));
        return ofConversation(at, conversation).path("id").asText();
    }

    private static JsonNode ofConversation(GatewayUnderTest at, String conversation) throws Exception {
        return json(at.get("/handovers?conversation=" + conversation)).at("/handovers/0");
    }

    private static CompletableFuture<HttpResponse<String>> async(String message) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.post(message, "Prefer", "wait=30");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String body(String id, String action) {
        return """
                {"clientSessionId": "%s", "interactionId": "i-1", "body": [{"uiType": "ActionMsg", "actionType": "%s"}]}"""
                .formatted(id, action);
    }

    private static int event(String target, String id, String action) throws Exception {
        return say(target, body(id, action));
    }

    private static int say(String target, String body) throws Exception {
        return send(target, body, "X-Baton-Token", TOKEN).statusCode();
    }

    private static HttpResponse<String> send(String target, String body, String... headers) throws Exception {
        return send(gateway, target, body, headers);
    }

    private static HttpResponse<String> send(GatewayUnderTest to, String target, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.uri("/targets/" + target + "/events"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectNode handover(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private static List<String> states(String id) throws Exception {
        List<String> states = new ArrayList<>();
        handover(id)
                .path("history")
                .forEach(event -> states.add(event.path("state").asText()));
        return states;
    }

    private static double metric(String target, String outcome) throws Exception {
        return gateway.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("handover_target_events_total{")
                        && line.contains("target=\"" + target + "\"")
                        && line.contains("outcome=\"" + outcome + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}

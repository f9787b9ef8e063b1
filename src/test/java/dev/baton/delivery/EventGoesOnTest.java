package dev.baton.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.Catalog;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.VendorEvent;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.HandoverState;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that took the call and says by an event that nobody took the handover, or never says anything. */
class EventGoesOnTest {

    private static final String TOKEN = "sixteen-letters-";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        Path key = Files.writeString(folder.resolve("key"), "signing-key");
        StringBuilder targets = new StringBuilder("targets:\n");
        for (String[] target : new String[][] {
            {"asking", "120", "fail"}, {"next", "120", "fail"}, {"mute", "1", "fail"}, {"silent", "1", "fallback"},
        }) {
            desk.server()
                    .stubFor(post(urlPathMatching("/" + target[0] + "/.*"))
                            .willReturn(aResponse().withStatus(200).withBody("{\"status\": \"success\"}")));
            targets.append(
                    """
                      %s:
                        connector: servicenow
                        onUnknown: %s
                        settings: {instance: acme, apiUrl: "http://127.0.0.1:%d/%s", awaits: %s,
                          eventsToken: "${file:%s}", signatureSecret: "${file:%s}"}
                    """
                            .formatted(target[0], target[2], desk.server().port(), target[0], target[1], token, key));
        }
        targets.append(
                """
                steps:
                  story: {text: asking, fallback: [next, log], deadline: 20s}
                  mute: {text: mute, fallback: [log]}
                  silent: {text: silent, fallback: [log]}
                default: story
                """);
        gateway = GatewayUnderTest.start(folder, targets.toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void who_says_by_an_event_that_nobody_is_there_is_followed_by_the_next_target() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = later("story");
        String id = awaiting("asking");

        refuse("asking", id);
        await().until(() -> called("next", id));
        assertThat(answer).isNotDone();
        await().until(() -> now(id).has("externalRefs"));
        refuse("asking", id);
        refuse("next", id);

        ObjectNode receipt = json(answer.get());
        assertThat(receipt.path("state").asText()).isEqualTo("logged");
        assertThat(receipt.path("target").asText()).isEqualTo("log");
        assertThat(receipt.has("failure")).isFalse();
        assertThat(receipt.path("attempts"))
                .extracting(attempt -> attempt.path("target").asText() + " "
                        + attempt.path("outcome").asText() + " "
                        + attempt.path("class").asText())
                .containsExactly("asking failed closed", "next failed closed", "log logged ");
        JsonNode goesOn = now(id).at("/history/3");
        assertThat(goesOn.path("state").asText()).isEqualTo("retrying");
        assertThat(goesOn.at("/data/from").asText()).isEqualTo("asking");
        assertThat(goesOn.at("/data/to").asText()).isEqualTo("next");
        assertThat(goesOn.at("/data/failureClass").asText()).isEqualTo("closed");
        assertThat(goesOn.at("/data/detail").asText()).isEqualTo("takeControl");
    }

    @Test
    void the_same_event_twice_at_once_starts_one_fallback() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = later("story");
        String id = awaiting("asking");

        List<CompletableFuture<Void>> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(CompletableFuture.runAsync(() -> refuse("asking", id)));
        }
        events.forEach(CompletableFuture::join);
        await().until(() -> now(id).path("target").asText().equals("next") && now(id).has("externalRefs"));

        refuse("next", id);
        answer.get();
        assertThat(desk.server().findAll(postRequestedFor(urlPathMatching("/next/.*"))))
                .filteredOn(call -> call.getBodyAsString().contains(id))
                .hasSize(1);
    }

    @Test
    void who_says_by_an_event_that_it_is_busy_is_tried_again() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = later("story");
        String id = awaiting("asking");

        Failure busy = new Failure(FailureClass.TRY_AGAIN, "busy", "All lines are busy", Duration.ofMillis(10));
        recorder()
                .recordLater(target("asking"), List.of(event(id, HandoverState.FAILED, busy, null)))
                .toCompletableFuture()
                .join();

        await().until(() -> calls("asking", id) == 2
                && now(id).path("state").asText().equals("delivering")
                && now(id).has("externalRefs"));
        recorder().record(target("asking"), List.of(event(id, HandoverState.QUEUED, null, null)));
        ObjectNode receipt = json(answer.get());
        assertThat(receipt.path("state").asText()).isEqualTo("queued");
        assertThat(receipt.at("/attempts/0/tries").asInt()).isEqualTo(2);
        assertThat(receipt.has("retryUntil")).isFalse();
    }

    @Test
    void who_never_says_anything_may_have_it_so_nobody_else_gets_it_unless_that_was_chosen() throws Exception {
        ObjectNode mute = json(later("mute").get());
        ObjectNode silent = json(later("silent").get());

        assertThat(mute.path("state").asText()).isEqualTo("failed");
        assertThat(mute.at("/failure/code").asText()).isEqualTo("unconfirmed");
        assertThat(silent.path("state").asText()).isEqualTo("logged");
        assertThat(silent.at("/attempts/0/code").asText()).isEqualTo("unconfirmed");
    }

    @Test
    void what_a_target_tells_meanwhile_is_in_the_history_once_each_and_not_without_end() throws Exception {
        later("story");
        String id = awaiting("asking");
        for (String detail : List.of("trying", "ringing", "ringing", "ringing")) {
            recorder()
                    .recordLater(target("asking"), List.of(event(id, HandoverState.DELIVERING, null, detail)))
                    .toCompletableFuture()
                    .join();
        }

        assertThat(details(id)).containsExactly("trying", "ringing");
        assertThat(now(id).at("/progress/detail").asText()).isEqualTo("ringing");
        assertThat(now(id).path("state").asText()).isEqualTo("delivering");
        await().untilAsserted(() -> assertThat(gateway.analytics())
                .filteredOn(line -> line.contains(id) && line.contains("\"ringing\""))
                .hasSize(1));

        for (int i = 0; i < 50; i++) {
            recorder().record(target("asking"), List.of(event(id, null, null, "tick-" + i)));
        }
        assertThat(details(id)).hasSize(20);
        refuse("asking", id);
        await().until(() -> called("next", id));
        refuse("next", id);
    }

    @Test
    void what_a_target_tells_during_its_very_call_is_heard_too() throws Exception {
        desk.server()
                .stubFor(post(urlPathMatching("/asking/.*"))
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withFixedDelay(1_500)
                                .withBody("{\"status\": \"success\"}")));
        later("story");
        String id = await().until(
                        () -> desk.server().findAll(postRequestedFor(urlPathMatching("/asking/.*"))).stream()
                                .map(call -> text(call.getBodyAsString(), "clientSessionId"))
                                .filter(found -> state(found).equals("delivering")
                                        && !nowOf(found).has("externalRefs"))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
        desk.server()
                .stubFor(post(urlPathMatching("/asking/.*"))
                        .willReturn(aResponse().withStatus(200).withBody("{\"status\": \"success\"}")));

        recorder().record(target("asking"), List.of(event(id, HandoverState.DELIVERING, null, "ringing")));

        assertThat(details(id)).containsExactly("ringing");
        await().until(() -> now(id).has("externalRefs"));
        refuse("asking", id);
        await().until(() -> called("next", id));
        refuse("next", id);
    }

    @Test
    void an_event_that_cannot_be_recorded_says_so_and_throws_nothing() {
        CompletableFuture<Void> none = recorder()
                .recordLater(target("asking"), List.of(event("01JD0000000000000000000000", null, null, "x")))
                .toCompletableFuture();

        assertThat(none).succeedsWithin(Duration.ofSeconds(5));
    }

    private static VendorEvent event(
            String id, @Nullable HandoverState state, @Nullable Failure failure, @Nullable String detail) {
        return new VendorEvent(id, null, state, JsonNodeFactory.instance.objectNode(), failure, detail);
    }

    private static EventRecorder recorder() {
        return gateway.bean(EventRecorder.class);
    }

    private static ActiveTarget target(String name) {
        return gateway.bean(Catalog.class).find(name).orElseThrow();
    }

    private static void refuse(String target, String id) {
        try {
            HttpRequest request = HttpRequest.newBuilder(gateway.uri("/targets/" + target + "/events"))
                    .header("X-Baton-Token", TOKEN)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"clientSessionId\": \"%s\", \"takeControl\": true}".formatted(id)))
                    .build();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<HttpResponse<String>> later(String step) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.post(
                        Messages.with(
                                "c-" + UUID.randomUUID(),
                                "\"step\": \"%s\", \"customer\": {\"name\": \"Ada\", \"email\": \"ada@example.org\"}"
                                        .formatted(step)),
                        "Prefer",
                        "wait=40");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The handover whose call is over at this target, and whose event is awaited. */
    private static String awaiting(String target) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> desk.server().findAll(postRequestedFor(urlPathMatching("/" + target + "/.*"))).stream()
                                .map(call -> text(call.getBodyAsString(), "clientSessionId"))
                                .filter(id -> state(id).equals("delivering")
                                        && nowOf(id).path("target").asText().equals(target)
                                        && nowOf(id).has("externalRefs"))
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private static boolean called(String target, String id) {
        return calls(target, id) > 0;
    }

    private static long calls(String target, String id) {
        return desk.server().findAll(postRequestedFor(urlPathMatching("/" + target + "/.*"))).stream()
                .filter(call -> call.getBodyAsString().contains(id))
                .count();
    }

    private static String text(String body, String member) {
        try {
            return json(body).path(member).asText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String state(String id) {
        return nowOf(id).path("state").asText();
    }

    private static ObjectNode nowOf(String id) {
        try {
            return now(id);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode now(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private static List<String> details(String id) throws Exception {
        List<String> details = new ArrayList<>();
        now(id).path("history").forEach(event -> {
            if (event.at("/data/detail").isTextual()) {
                details.add(event.at("/data/detail").asText());
            }
        });
        return details;
    }
}

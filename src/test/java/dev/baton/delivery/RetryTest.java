package dev.baton.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** What is tried again at the target that did not take it, and what is not. */
class RetryTest {

    @TempDir
    static Path folder;

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        desks = new FallbackDesks();
        String targets = "targets:\n"
                + desks.target("first", "desk", "")
                + desks.target("calm", "calm-desk", "")
                + desks.target("bold", "desk", ", onUnknown: retry")
                + desks.target("brisk", "desk", ", onUnknown: fallback")
                + desks.target("second", "desk", "")
                + desks.target("later", "desk", "")
                + """
                steps:
                  patient: {text: first, fallback: [second], deadline: 60s}
                  later: {text: later, fallback: [second]}
                  hasty: {text: first, fallback: [second], deadline: 1500ms}
                  never: {text: first, fallback: [second], deadline: 0s}
                  calm: {text: calm, fallback: [second], deadline: 60s}
                  bold: {text: bold, fallback: [second], deadline: 1500ms}
                  brisk: {text: brisk, fallback: [second], deadline: 60s}
                default: patient
                """;
        gateway = GatewayUnderTest.start(
                folder,
                targets,
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.delivery.deadline=60s",
                "--baton.delivery.at-once=4",
                "--baton.delivery.waiting=4");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @BeforeEach
    void everyDeskTakesEverything() {
        desks.reset();
    }

    @Test
    void a_busy_target_is_tried_again_until_it_takes_the_handover_and_the_bot_is_told_then() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        CompletableFuture<HttpResponse<String>> answer = later("patient");
        await().until(() -> desks.calls("first").size() >= 3);
        assertThat(answer).isNotDone();

        desks.answers("first", okJson("{\"id\": \"1\"}"));

        ObjectNode receipt = json(answer.get());
        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("first");
        assertThat(receipt.path("attempts")).hasSize(1);
        assertThat(receipt.at("/attempts/0/outcome").asText()).isEqualTo("accepted");
        assertThat(receipt.at("/attempts/0/tries").asInt())
                .isEqualTo(desks.calls("first").size());
        assertThat(receipt.has("retryUntil")).isFalse();
        assertThat(desks.calls("second")).isEmpty();
        List<JsonNode> retries = events(receipt, "retrying");
        assertThat(retries).hasSize(desks.calls("first").size() - 1);
        assertThat(retries.get(1).path("tries").asInt()).isEqualTo(2);
        assertThat(retries.get(1).path("code").asText()).isEqualTo("unavailable");
        assertThat(Instant.parse(retries.get(1).path("retryAt").asText()))
                .isBefore(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void while_it_is_tried_again_the_receipt_says_when_and_how_long() throws Exception {
        desks.answers("later", aResponse().withStatus(429).withHeader("Retry-After", "20"));

        String id = json(gateway.post(Messages.with("\"step\": \"later\"")))
                .path("id")
                .asText();

        ObjectNode receipt =
                await().until(() -> now(id), now -> now.path("state").asText().equals("retrying"));
        assertThat(receipt.at("/attempts/0/outcome").asText()).isEqualTo("retrying");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("rate_limited");
        assertThat(receipt.at("/attempts/0/reason").asText()).contains("429");
        Instant asked = Instant.parse(receipt.path("requestedAt").asText());
        assertThat(Instant.parse(receipt.at("/attempts/0/retryAt").asText()))
                .isBetween(asked.plusSeconds(20), asked.plusSeconds(22));
        assertThat(Instant.parse(receipt.path("retryUntil").asText())).isEqualTo(asked.plusSeconds(60));
        assertThat(receipt.has("failure")).isFalse();
    }

    @Test
    void a_target_that_says_when_is_not_asked_sooner() throws Exception {
        desks.answers("first", aResponse().withStatus(503).withHeader("Retry-After", "2"));
        CompletableFuture<HttpResponse<String>> answer = later("patient");
        await().until(() -> desks.calls("first").size() == 1);
        desks.answers("first", okJson("{\"id\": \"1\"}"));

        assertThat(json(answer.get()).path("state").asText()).isEqualTo("accepted");

        var calls = desks.calls("first");
        assertThat(calls).hasSize(2);
        assertThat(Math.abs(calls.get(1).getLoggedDate().getTime()
                        - calls.get(0).getLoggedDate().getTime()))
                .isGreaterThanOrEqualTo(1_900);
    }

    @Test
    void a_target_that_will_be_back_too_late_is_not_waited_for() throws Exception {
        desks.answers("first", aResponse().withStatus(503).withHeader("Retry-After", "61"));

        ObjectNode receipt = handOver("patient");

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.path("attempts")).hasSize(2);
        assertThat(receipt.at("/attempts/0").has("tries")).isFalse();
        assertThat(desks.calls("first")).hasSize(1);
    }

    @Test
    void when_the_deadline_is_over_the_next_target_gets_it_and_the_story_counts_the_tries() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver("hasty");

        int tries = desks.calls("first").size();
        assertThat(tries).isGreaterThan(1);
        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.path("attempts"))
                .extracting(attempt -> attempt.path("target").asText() + " "
                        + attempt.path("outcome").asText() + " "
                        + attempt.path("tries").asInt())
                .containsExactly("first failed " + tries, "second accepted 0");
        assertThat(receipt.at("/attempts/0").has("retryAt")).isFalse();
        assertThat(desks.calls("second")).hasSize(1);
    }

    @Test
    void when_nobody_takes_it_in_time_it_has_failed_and_every_target_was_tried() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        desks.answers("second", aResponse().withStatus(503));

        ObjectNode receipt = handOver("hasty");

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.at("/failure/class").asText()).isEqualTo("try_again");
        assertThat(receipt.path("attempts")).hasSize(2);
        assertThat(desks.calls("second")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"never, 503", "patient, 401", "patient, 422", "patient, 500", "patient, 502", "patient, 504"})
    void what_would_fail_again_or_could_be_doubled_is_not_repeated(String step, int status) throws Exception {
        desks.answers("first", aResponse().withStatus(status));

        ObjectNode receipt = handOver(step);

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(desks.calls("first")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500", "504"})
    void a_target_that_recognises_a_repetition_is_tried_again_whatever_it_answered(int status) throws Exception {
        desks.answers("calm", aResponse().withStatus(status));
        CompletableFuture<HttpResponse<String>> answer = later("calm");
        await().until(() -> desks.calls("calm").size() >= 2);

        desks.answers("calm", okJson("{\"id\": \"1\"}"));

        assertThat(json(answer.get()).path("target").asText()).isEqualTo("calm");
    }

    @Test
    void nobody_knows_whether_it_arrived_so_it_fails() throws Exception {
        desks.answers("first", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        ObjectNode receipt = handOver("patient");

        assertThat(receipt.at("/failure/class").asText()).isEqualTo("unknown");
        assertThat(desks.calls("first")).hasSize(1);
        assertThat(desks.calls("second")).isEmpty();
    }

    @Test
    void nobody_knows_whether_it_arrived_so_it_is_sent_there_again_and_never_elsewhere() throws Exception {
        desks.answers("bold", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        CompletableFuture<HttpResponse<String>> answer = later("bold");
        await().until(() -> desks.calls("bold").size() >= 2);
        desks.answers("bold", aResponse().withStatus(503));

        ObjectNode receipt = json(answer.get());

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.path("attempts")).hasSize(1);
        assertThat(receipt.at("/attempts/0/tries").asInt())
                .isEqualTo(desks.calls("bold").size());
        assertThat(desks.calls("second")).isEmpty();
        assertThat(events(receipt, "retrying").get(0).path("failureClass").asText())
                .isEqualTo("unknown");
    }

    @Test
    void nobody_knows_whether_it_arrived_so_the_next_target_gets_it() throws Exception {
        desks.answers("brisk", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        ObjectNode receipt = handOver("brisk");

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/attempts/0/class").asText()).isEqualTo("unknown");
        assertThat(desks.calls("brisk")).hasSize(1);
    }

    @Test
    void a_hundred_that_wait_for_their_next_try_hold_nothing_that_others_need() throws Exception {
        desks.answers("later", aResponse().withStatus(503).withHeader("Retry-After", "50"));
        for (int i = 0; i < 100; i++) {
            gateway.post(Messages.with("\"step\": \"later\""));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> desks.calls("later").size() >= 100);
        desks.answers("later", okJson("{\"id\": \"1\"}"));

        long began = System.nanoTime();
        assertThat(handOver("later").path("state").asText()).isEqualTo("accepted");

        // Four deliveries at once and four that wait behind them are all that this target may have.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(desks.calls("later")).hasSizeLessThan(110);
    }

    @Test
    void the_same_request_again_does_not_start_another_try() throws Exception {
        desks.answers("later", aResponse().withStatus(503).withHeader("Retry-After", "30"));
        String message = Messages.with("\"step\": \"later\", \"idempotencyKey\": \"" + UUID.randomUUID() + "\"");
        String id = json(gateway.post(message)).path("id").asText();
        await().until(() -> now(id).path("state").asText().equals("retrying"));

        assertThat(json(gateway.post(message, "Prefer", "wait=1")).path("id").asText())
                .isEqualTo(id);

        assertThat(desks.calls("later"))
                .filteredOn(call -> call.getBodyAsString().contains(id))
                .hasSize(1);
        assertThat(now(id).path("state").asText()).isEqualTo("retrying");
    }

    private static CompletableFuture<HttpResponse<String>> later(String step) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.post(Messages.with("\"step\": \"" + step + "\""), "Prefer", "wait=40");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static ObjectNode handOver(String step) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.with("\"step\": \"" + step + "\""), "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static ObjectNode now(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private static List<JsonNode> events(ObjectNode receipt, String state) throws Exception {
        List<JsonNode> data = new ArrayList<>();
        now(receipt.path("id").asText()).path("history").forEach(event -> {
            if (event.path("state").asText().equals(state)) {
                data.add(event.path("data"));
            }
        });
        return data;
    }
}

package dev.baton.delivery;

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
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are left alone because their calls fail. */
class BreakerTest {

    /** Elsewhere tests let targets fail as often as they like. */
    private static final String ON = "--baton.delivery.breaker.enabled=true";

    private static final String LONG = ", breaker: {failures: 50%, calls: 4, pause: 10m, trials: 1}";
    private static final String SHORT = ", breaker: {calls: 2, pause: 1s, trials: 1}";

    @TempDir
    Path folder;

    private FallbackDesks desks;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        desks = new FallbackDesks();
        gateway = GatewayUnderTest.start(
                folder, targets(LONG), "--baton.connectors=" + FallbackDesks.connectors(folder), ON);
    }

    private String targets(String first) {
        return "targets:\n"
                + desks.target("first", "desk", first)
                + desks.target("brief", "desk", SHORT)
                + desks.target("never", "desk", ", breaker: false")
                + desks.target("second", "desk", "")
                + """
                steps:
                  story: {text: first, fallback: [second]}
                  lonely: {text: first}
                  patient: {text: brief, deadline: 60s}
                default: story
                """;
    }

    @AfterEach
    void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void aTargetThatKeepsFailingIsCalledNoMoreAndTheNextOneGetsItAtOnce() throws Exception {
        open("first");
        int calls = desks.calls("first").size();

        ObjectNode receipt = handOver("\"step\": \"story\"");

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/attempts/0/outcome").asText()).isEqualTo("skipped");
        assertThat(receipt.at("/attempts/0/class").asText()).isEqualTo("try_again");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("breaker_open");
        assertThat(desks.calls("first")).hasSize(calls);
        assertThat(states(receipt)).containsExactly("requested", "retrying", "delivering", "accepted");
        assertThat(gateway.get("/actuator/prometheus").body())
                .contains(
                        "resilience4j_circuitbreaker_state{name=\"first\",state=\"open\"} 1.0",
                        "handover_lane{state=\"running\",target=\"first\"} 0.0");
        assertThat(breaker("first").path("state").asText()).isEqualTo("open");
        assertThat(breaker("second").path("state").asText()).isEqualTo("closed");
        assertThat(breaker("never").path("state").asText()).isEqualTo("off");
    }

    @Test
    void withoutAnotherTargetItFailsAndSaysThatNothingWasSent() throws Exception {
        open("first");

        ObjectNode receipt = handOver("\"step\": \"lonely\"");

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.at("/failure/class").asText()).isEqualTo("try_again");
        assertThat(receipt.at("/failure/code").asText()).isEqualTo("breaker_open");
        assertThat(receipt.at("/failure/reason").asText()).startsWith("The target was not called");
    }

    @Test
    void withoutAnotherTargetItWaitsWithinItsDeadlineAndIsATrialThen() throws Exception {
        open("brief");
        desks.answers("brief", okJson("{\"id\": \"1\"}"));
        int calls = desks.calls("brief").size();

        ObjectNode receipt = handOver("\"step\": \"patient\"");

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(desks.calls("brief")).hasSize(calls + 1);
        JsonNode waited = history(receipt).get(1);
        assertThat(waited.path("state").asText()).isEqualTo("retrying");
        assertThat(waited.at("/data/code").asText()).isEqualTo("breaker_open");
        assertThat(waited.at("/data/tries").asInt()).isZero();
        assertThat(Instant.parse(waited.at("/data/retryAt").asText()))
                .isAfter(Instant.parse(waited.path("at").asText()));
        assertThat(breaker("brief").path("state").asText()).isEqualTo("closed");
    }

    @Test
    void aTrialThatFailsLeavesItAloneAgain() throws Exception {
        open("brief");
        int calls = desks.calls("brief").size();

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            handOver("\"target\": \"brief\"");
            return desks.calls("brief").size() > calls;
        });

        assertThat(breaker("brief").path("state").asText()).isEqualTo("open");
        assertThat(handOver("\"target\": \"brief\"").at("/failure/code").asText())
                .isEqualTo("breaker_open");
    }

    @Test
    void aTargetThatRefusesHandoversWorks() throws Exception {
        desks.answers("first", aResponse().withStatus(401));
        for (int i = 0; i < 10; i++) {
            handOver("\"step\": \"lonely\"");
        }

        assertThat(desks.calls("first")).hasSize(10);
        assertThat(breaker("first").path("state").asText()).isEqualTo("closed");
    }

    @Test
    void whoHasNoBreakerIsAlwaysCalled() throws Exception {
        desks.answers("never", aResponse().withStatus(503));
        for (int i = 0; i < 30; i++) {
            handOver("\"target\": \"never\"");
        }

        assertThat(desks.calls("never")).hasSize(30);
    }

    @Test
    void whoMendsATargetNeedNotWaitForItsBreaker() throws Exception {
        open("first");
        desks.answers("first", okJson("{\"id\": \"1\"}"));

        Files.writeString(folder.resolve("targets.yaml"), targets(", overridable: [team]" + LONG));

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        handOver("\"step\": \"story\"").path("target").asText().equals("first"));
    }

    @Test
    void ofATargetThatIsGoneNothingIsMeasured() throws Exception {
        open("never");
        open("brief");

        Files.writeString(
                folder.resolve("targets.yaml"),
                "targets:\n" + desks.target("second", "desk", "") + "steps:\n  story: {text: second}\n");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !gateway.get("/actuator/prometheus").body().contains("=\"brief\""));
    }

    private void open(String target) throws Exception {
        desks.answers(target, aResponse().withStatus(503));
        for (int i = 0; i < 4; i++) {
            handOver("\"target\": \"" + target + "\"");
        }
    }

    private JsonNode breaker(String target) throws Exception {
        return json(gateway.get("/actuator/connectors")).at("/targets/" + target + "/breaker");
    }

    private JsonNode history(ObjectNode receipt) throws Exception {
        return json(gateway.get("/handovers/" + receipt.path("id").asText())).path("history");
    }

    private List<String> states(ObjectNode receipt) throws Exception {
        List<String> states = new ArrayList<>();
        history(receipt).forEach(event -> states.add(event.path("state").asText()));
        return states;
    }

    private ObjectNode handOver(String members) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.with(members), "Prefer", "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }
}

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
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of a handover that its first target does not take.
 *
 * <p>Behaviours 61, 78.
 */
class FallbackTest {

    private static final String STORY = "\"step\": \"story\"";

    @TempDir
    static Path folder;

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        desks = new FallbackDesks();
        String targets = "targets:\n"
                + desks.target("first", "desk", ", overridable: [team]")
                + desks.target("second", "calm-desk", ", overridable: [team]")
                + desks.target("third", "desk", "")
                + desks.target("named", "named-desk", "")
                + """
                steps:
                  story: {text: first, fallback: [second, third]}
                  calm: {text: second, fallback: [third]}
                  named: {text: first, fallback: [named, third]}
                  logged: {text: first, fallback: [log]}
                default: story
                """;
        gateway = GatewayUnderTest.start(
                folder,
                targets,
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.http.response-timeout=3000");
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

    @ParameterizedTest
    @CsvSource({
        "503, try_again, unavailable",
        "429, try_again, rate_limited",
        "401, integrator_must_act, unauthorized",
        "422, integrator_must_act, rejected",
    })
    void whatTheFirstTargetDoesNotTakeTheNextOneGets(int status, String failureClass, String code) throws Exception {
        desks.answers("first", aResponse().withStatus(status));

        ObjectNode receipt = handOver(STORY);

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/externalRefs/chatId").asText()).isEqualTo("1");
        assertThat(receipt.path("attempts")).hasSize(2);
        assertThat(receipt.at("/attempts/0/target").asText()).isEqualTo("first");
        assertThat(receipt.at("/attempts/0/outcome").asText()).isEqualTo("failed");
        assertThat(receipt.at("/attempts/0/class").asText()).isEqualTo(failureClass);
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo(code);
        assertThat(receipt.at("/attempts/0/reason").asText()).contains(String.valueOf(status));
        assertThat(receipt.at("/attempts/0/at").asText()).isNotEmpty();
        assertThat(receipt.at("/attempts/1/target").asText()).isEqualTo("second");
        assertThat(receipt.at("/attempts/1/outcome").asText()).isEqualTo("accepted");
        assertThat(receipt.has("failure")).isFalse();
        assertThat(desks.calls("first")).hasSize(1);
        assertThat(desks.calls("second")).hasSize(1);
        assertThat(desks.calls("third")).isEmpty();
    }

    @Test
    void theHistoryTheAnalyticsLogAndTheMetricsHaveEveryStep() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        double before = deliveries("first", "try_again");

        ObjectNode receipt = handOver(STORY);

        ObjectNode now = now(receipt);
        assertThat(now.path("target").asText()).isEqualTo("second");
        assertThat(now.path("attempts")).hasSize(2);
        assertThat(now.path("history"))
                .extracting(event -> event.path("state").asText())
                .containsExactly("requested", "delivering", "retrying", "delivering", "accepted");
        JsonNode goesOn = now.at("/history/2/data");
        assertThat(goesOn.path("from").asText()).isEqualTo("first");
        assertThat(goesOn.path("to").asText()).isEqualTo("second");
        assertThat(goesOn.path("failureClass").asText()).isEqualTo("try_again");
        assertThat(goesOn.path("code").asText()).isEqualTo("unavailable");
        assertThat(now.at("/history/3/data/target").asText()).isEqualTo("second");
        assertThat(now.at("/history/3/data/connector").asText()).isEqualTo("calm-desk");
        assertThat(deliveries("first", "try_again")).isEqualTo(before + 1);
        String id = receipt.path("id").asText();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(analytics(id))
                .extracting(line -> line.path("type").asText())
                .containsExactly(
                        "dev.baton.handover.requested.v1",
                        "dev.baton.handover.delivering.v1",
                        "dev.baton.handover.retrying.v1",
                        "dev.baton.handover.delivering.v1",
                        "dev.baton.handover.accepted.v1"));
    }

    @Test
    void whenNobodyTakesItTheReceiptTellsTheLastFailureAndTheWholeStory() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        desks.answers("second", aResponse().withStatus(403));
        desks.answers("third", aResponse().withStatus(429));

        ObjectNode receipt = handOver(STORY);

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.path("target").asText()).isEqualTo("third");
        assertThat(receipt.at("/failure/code").asText()).isEqualTo("rate_limited");
        assertThat(receipt.path("attempts"))
                .extracting(attempt -> attempt.path("target").asText() + " "
                        + attempt.path("outcome").asText() + " "
                        + attempt.path("code").asText())
                .containsExactly("first failed unavailable", "second failed forbidden", "third failed rate_limited");
        assertThat(receipt.has("message")).isFalse();
        assertThat(now(receipt).path("attempts")).hasSize(3);
    }

    @Test
    void whatTheTargetMayHaveTakenDoesNotGoOn() throws Exception {
        desks.answers("first", okJson("{\"id\": \"1\"}").withFixedDelay(8_000));

        ObjectNode receipt = handOver(STORY);

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.path("target").asText()).isEqualTo("first");
        assertThat(receipt.at("/failure/class").asText()).isEqualTo("unknown");
        assertThat(receipt.has("attempts")).isFalse();
        assertThat(desks.calls("second")).isEmpty();
    }

    @Test
    void aConnectionThatBreaksInMidAnswerDoesNotGoOn() throws Exception {
        desks.answers("first", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(handOver(STORY).at("/failure/class").asText()).isEqualTo("unknown");

        assertThat(desks.calls("second")).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLargeToReadWasATakenHandover() throws Exception {
        desks.answers("second", okJson("{\"id\": \"" + "x".repeat(1_100_000) + "\"}"));

        ObjectNode receipt = handOver("\"step\": \"calm\"");

        assertThat(receipt.at("/failure/code").asText()).isEqualTo("answer_too_large");
        assertThat(desks.calls("third")).isEmpty();
    }

    @Test
    void aTargetThatTheMessageNamesHasNoFallback() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver("\"target\": \"first\"");

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.has("attempts")).isFalse();
        assertThat(desks.calls("second")).isEmpty();
    }

    @Test
    void theWarningsAreThoseOfTheTargetThatTookIt() throws Exception {
        String members = STORY + ", \"customer\": {\"name\": \"Ada\", \"email\": \"a@example.org\"}";
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode takenBySecond = handOver(members);
        desks.answers("second", aResponse().withStatus(503));
        ObjectNode takenByThird = handOver(members);

        assertThat(takenBySecond.has("warnings")).isFalse();
        assertThat(takenByThird.path("warnings"))
                .extracting(warning -> warning.path("pointer").asText() + " "
                        + warning.path("detail").asText())
                .containsExactly("/customer/email The target third cannot take this.");
    }

    @Test
    void whatAMessageOverridesIsForTheTargetThatItWasAcceptedFor() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver(STORY + ", \"settings\": {\"team\": \"billing\"}");

        assertThat(json(desks.calls("first").get(0).getBodyAsString())
                        .path("team")
                        .asText())
                .isEqualTo("billing");
        assertThat(json(desks.calls("second").get(0).getBodyAsString())
                        .path("team")
                        .asText())
                .isEqualTo("none");
        assertThat(receipt.path("warnings"))
                .extracting(warning -> warning.path("pointer").asText())
                .containsExactly("/settings");
    }

    @Test
    void aTargetThatCannotDoWithoutWhatIsMissingIsPassedOver() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver("\"step\": \"named\"");

        assertThat(receipt.path("target").asText()).isEqualTo("third");
        assertThat(receipt.at("/attempts/1/target").asText()).isEqualTo("named");
        assertThat(receipt.at("/attempts/1/outcome").asText()).isEqualTo("skipped");
        assertThat(receipt.at("/attempts/1/reason").asText()).contains("customer.name");
        assertThat(desks.calls("named")).isEmpty();
    }

    @Test
    void theLastResortMayBeToLogIt() throws Exception {
        desks.answers("first", aResponse().withStatus(503));

        ObjectNode receipt = handOver("\"step\": \"logged\"");

        assertThat(receipt.path("state").asText()).isEqualTo("logged");
        assertThat(receipt.path("target").asText()).isEqualTo("log");
    }

    @Test
    void theSameRequestAgainGetsTheSameReceiptAndNoSecondCall() throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        String message = Messages.with(STORY + ", \"idempotencyKey\": \"" + UUID.randomUUID() + "\"");
        HttpResponse<String> first = gateway.post(message, "Prefer", "wait=20");

        HttpResponse<String> again = gateway.post(message, "Prefer", "wait=20");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(desks.calls("second")).hasSize(1);
    }

    @Test
    void aDryRunShowsTheFirstTarget() throws Exception {
        ObjectNode shown = json(gateway.post(Messages.with(STORY + ", \"options\": {\"dryRun\": true}")));

        assertThat(shown.path("target").asText()).isEqualTo("first");
        assertThat(shown.at("/calls/0/url").asText()).isEqualTo(desks.url("first") + "/chats");
    }

    private static ObjectNode handOver(String members) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.with(members), "Prefer", "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static ObjectNode now(ObjectNode receipt) throws Exception {
        return json(gateway.get("/handovers/" + receipt.path("id").asText()));
    }

    private static double deliveries(String target, String outcome) {
        return gateway
                .bean(MeterRegistry.class)
                .find("handover.deliveries")
                .tag("target", target)
                .tag("outcome", outcome)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static List<JsonNode> analytics(String id) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : gateway.analytics()) {
            JsonNode event = json(line);
            if (event.path("subject").asText().equals(id)) {
                lines.add(event);
            }
        }
        return lines;
    }
}

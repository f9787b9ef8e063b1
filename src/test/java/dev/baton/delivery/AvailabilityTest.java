package dev.baton.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are asked whether anybody is there. */
class AvailabilityTest {

    private static final ResponseGiver OPEN = new ResponseGiver("{\"hours\": \"open\"}");
    private static final ResponseGiver CLOSED =
            new ResponseGiver("{\"hours\": \"out of hours\", \"opens\": \"2126-11-23T08:00:00Z\"}");

    @TempDir
    Path folder;

    private FallbackDesks desks;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        desks = new FallbackDesks();
        String targets = "targets:\n"
                + desks.target("asked", "desk", ", availability: ask")
                + desks.target("quick", "desk", ", availability: {ask: true, keepFor: 1s, within: 500ms}")
                + desks.target("second", "desk", "")
                + """
                steps:
                  story: {text: asked, fallback: [second]}
                  quick: {text: quick, fallback: [second]}
                default: story
                """;
        gateway = GatewayUnderTest.start(folder, targets, "--baton.connectors=" + FallbackDesks.connectors(folder));
    }

    @AfterEach
    void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void aClosedTargetGetsNothingAndTheNextOneGetsIt() throws Exception {
        desks.says("asked", CLOSED.now());

        ObjectNode receipt = handOver("\"step\": \"story\"");

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/attempts/0/class").asText()).isEqualTo("closed");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("closed");
        assertThat(receipt.at("/attempts/0/reason").asText())
                .isEqualTo("Nobody is there: out of hours; opens at 2126-11-23T08:00:00Z");
        assertThat(desks.calls("asked")).isEmpty();
        assertThat(json(gateway.get("/handovers/" + receipt.path("id").asText()))
                        .path("history"))
                .extracting(event -> event.path("state").asText())
                .containsExactly("requested", "retrying", "delivering", "accepted");
        assertThat(gateway.get("/actuator/prometheus").body())
                .contains(
                        "handover_availability_total{answer=\"closed\",target=\"asked\"} 1.0",
                        "handover_availability_probe_seconds_count{target=\"asked\"} 1",
                        "handover_deliveries_total{channel=\"text\",outcome=\"closed\",target=\"asked\"} 1.0");
        JsonNode shown = json(gateway.get("/actuator/connectors")).at("/targets/asked/availability");
        assertThat(shown.path("answer").asText()).isEqualTo("closed");
        assertThat(shown.path("reason").asText()).isEqualTo("out of hours");
    }

    @Test
    void aClosedTargetWithoutFallbackFailsTheHandoverAsClosed() throws Exception {
        desks.says("asked", CLOSED.now());

        ObjectNode receipt = handOver("\"target\": \"asked\"");

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.at("/failure/class").asText()).isEqualTo("closed");
        assertThat(receipt.at("/failure/retryAfterSeconds").asLong()).isPositive();
        assertThat(desks.calls("asked")).isEmpty();
    }

    @Test
    void fiftyHandoversAtOnceAskOnce() throws Exception {
        desks.says("asked", OPEN.now().withFixedDelay(200));
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService bots = Executors.newFixedThreadPool(50);
        List<Future<ObjectNode>> receipts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            receipts.add(bots.submit(() -> {
                go.await();
                return handOver("\"step\": \"story\"");
            }));
        }
        go.countDown();
        for (Future<ObjectNode> receipt : receipts) {
            assertThat(receipt.get().path("target").asText()).isEqualTo("asked");
            assertThat(receipt.get().has("warnings")).isFalse();
        }
        bots.shutdown();

        assertThat(desks.calls("asked")).hasSize(50);
        assertThat(desks.questions("asked")).isEqualTo(1);
    }

    @Test
    void anAnswerCountsAsLongAsItIsKept() throws Exception {
        desks.says("quick", OPEN.now());
        handOver("\"step\": \"quick\"");
        desks.says("quick", CLOSED.now());

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        handOver("\"step\": \"quick\"").path("target").asText().equals("second"));

        assertThat(desks.questions("quick")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aTargetThatIsSlowToSayGetsTheHandoverInTime() throws Exception {
        desks.says("quick", CLOSED.now().withFixedDelay(30_000));
        handOver("\"target\": \"second\"");
        long began = System.nanoTime();

        ObjectNode receipt = handOver("\"step\": \"quick\"");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(receipt.path("target").asText()).isEqualTo("quick");
        assertThat(receipt.path("warnings"))
                .extracting(warning -> warning.path("code").asText())
                .containsExactly("availability_unknown");
        assertThat(gateway.get("/actuator/prometheus").body())
                .contains("handover_availability_total{answer=\"unknown\",target=\"quick\"} 1.0");
    }

    @Test
    void aTargetThatCannotBeAskedGetsTheHandover() throws Exception {
        desks.says("asked", aResponse().withStatus(500));

        ObjectNode receipt = handOver("\"step\": \"story\"");

        assertThat(receipt.path("target").asText()).isEqualTo("asked");
        assertThat(receipt.at("/warnings/0/detail").asText()).contains("unavailable");
        JsonNode shown = json(gateway.get("/actuator/connectors")).at("/targets/asked/availability");
        assertThat(shown.path("answer").asText()).isEqualTo("unknown");
    }

    @Test
    void anEditOfTheQuestionServesAndABrokenOneIsRefused() throws Exception {
        desks.says("quick", CLOSED.now());
        Path mapping = folder.resolve("connectors/desk/hours.jslt");
        Path example = folder.resolve("connectors/desk/examples/closed.yaml");
        String right = Files.readString(mapping);

        Files.writeString(mapping, right.replace(".hours == \"open\"", "false"));
        Files.writeString(example, Files.readString(example).replace("reason: closed", "reason: shut"));

        await().atMost(Duration.ofSeconds(20)).until(() -> refused().size() > 0);
        assertThat(refused().at("/0/file").asText()).endsWith("examples/closed.yaml");
        assertThat(refused().at("/0/pointer").asText()).isEqualTo("/availability/reason");
        assertThat(handOver("\"step\": \"quick\"").path("target").asText()).isEqualTo("second");

        Files.writeString(example, Files.readString(example).replace("reason: shut", "reason: closed"));
        Files.writeString(
                mapping,
                "// .\n// Promises: .\n{\"open\": .hours == \"closed for lunch\" or false,"
                        + " \"reason\": .hours, \"opensAt\": .opens}\n");

        await().atMost(Duration.ofSeconds(20)).until(() -> refused().isMissingNode());
    }

    private JsonNode refused() throws Exception {
        return json(gateway.get("/actuator/connectors")).at("/connectors/desk/refused/errors");
    }

    private ObjectNode handOver(String members) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.with(members), "Prefer", "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** An answer may be used once only: stubs change it. */
    private record ResponseGiver(String body) {

        ResponseDefinitionBuilder now() {
            return okJson(body);
        }
    }
}

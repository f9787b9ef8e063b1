package dev.baton.delivery;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that may be given so many handovers in a time. */
class RateTest {

    @TempDir
    Path folder;

    private FallbackDesks desks;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        desks = new FallbackDesks();
        String targets = "targets:\n"
                + desks.target("brisk", "desk", ", rate: 2/s")
                + desks.target("slow", "desk", ", rate: 1/h")
                + desks.target("second", "desk", "")
                + """
                steps:
                  brisk: {text: brisk, deadline: 60s}
                  slow: {text: slow, fallback: [second], deadline: 60s}
                  lonely: {text: slow, deadline: 60s}
                default: brisk
                """;
        gateway = GatewayUnderTest.start(folder, targets, "--baton.connectors=" + FallbackDesks.connectors(folder));
    }

    @AfterEach
    void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void whatIsTooFastWaitsForItsPlaceAndIsWrittenDownOnce() throws Exception {
        List<CompletableFuture<ObjectNode>> receipts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            receipts.add(CompletableFuture.supplyAsync(() -> handOver("brisk")));
        }
        for (CompletableFuture<ObjectNode> receipt : receipts) {
            assertThat(receipt.get().path("state").asText()).isEqualTo("accepted");
            assertThat(history(receipt.get())).hasSizeBetween(3, 4);
        }

        List<LoggedRequest> calls = desks.calls("brisk");
        assertThat(calls).hasSize(8);
        LongSummaryStatistics times =
                calls.stream().mapToLong(call -> call.getLoggedDate().getTime()).summaryStatistics();
        // Two a second, so that eight need four of its seconds, of which the first may be about to end.
        assertThat(times.getMax() - times.getMin()).isGreaterThan(1_500);
    }

    @Test
    void whatCannotHaveAPlaceInTimeGoesOnAtOnce() throws Exception {
        assertThat(handOver("slow").path("target").asText()).isEqualTo("slow");

        ObjectNode receipt = handOver("slow");

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/attempts/0/outcome").asText()).isEqualTo("skipped");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("over_rate");
        assertThat(desks.calls("slow")).hasSize(1);
    }

    @Test
    void withoutAnotherTargetItFailsAndSaysWhenToComeBack() throws Exception {
        handOver("lonely");

        ObjectNode receipt = handOver("lonely");

        assertThat(receipt.at("/failure/class").asText()).isEqualTo("try_again");
        assertThat(receipt.at("/failure/code").asText()).isEqualTo("over_rate");
        assertThat(receipt.at("/failure/retryAfterSeconds").asLong()).isBetween(3_000L, 3_600L);
    }

    private JsonNode history(ObjectNode receipt) throws Exception {
        return json(gateway.get("/handovers/" + receipt.path("id").asText())).path("history");
    }

    private ObjectNode handOver(String step) {
        try {
            HttpResponse<String> answer =
                    gateway.post(Messages.with("\"step\": \"" + step + "\""), "Prefer", "wait=20");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

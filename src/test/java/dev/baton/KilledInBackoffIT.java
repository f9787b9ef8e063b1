package dev.baton;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.support.BatonProcess;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kill -9 while a handover waits for its next try. */
class KilledInBackoffIT {

    @Test
    void whatWaitedForItsNextTryIsTriedOnceWhenItsTimeHasCome(@TempDir Path folder) throws Exception {
        try (FallbackDesks desks = new FallbackDesks()) {
            String connectors = "--baton.connectors=" + FallbackDesks.connectors(folder);
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets:\n" + desks.target("busy", "desk", "") + "steps: {support: {text: busy}}\n");
            desks.answers("busy", aResponse().withStatus(503).withHeader("Retry-After", "20"));
            JsonNode waiting;
            try (BatonProcess killed = BatonProcess.start(folder, connectors)) {
                String id = GatewayUnderTest.json(killed.post(Messages.minimal()))
                        .path("id")
                        .asText();
                waiting = await().until(
                                () -> handover(killed, id),
                                found -> found.path("state").asText().equals("retrying"));
                killed.kill();
            }
            desks.answers("busy", okJson("{\"id\": \"1\"}"));
            try (BatonProcess gateway = BatonProcess.start(folder, connectors)) {
                String id = waiting.path("id").asText();
                JsonNode end = await().atMost(Duration.ofSeconds(40))
                        .until(
                                () -> handover(gateway, id),
                                found -> found.path("state").asText().equals("accepted"));

                assertThat(end.path("history"))
                        .extracting(event -> event.path("state").asText())
                        .containsExactly("requested", "delivering", "retrying", "delivering", "accepted");
                assertThat(Instant.parse(end.at("/history/3/at").asText()))
                        .isAfterOrEqualTo(
                                Instant.parse(waiting.at("/attempts/0/retryAt").asText()));
                assertThat(end.at("/attempts/0/tries").asInt()).isEqualTo(2);
                assertThat(desks.calls("busy")).hasSize(2);
            }
        }
    }

    private static JsonNode handover(BatonProcess gateway, String id) throws Exception {
        return GatewayUnderTest.json(gateway.get("/handovers/" + id));
    }
}

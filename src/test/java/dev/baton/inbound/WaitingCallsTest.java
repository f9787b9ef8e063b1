package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.TestPostgres;
import dev.baton.support.CallDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that hears its message outlives the gateway that took it, and is moved once, whichever gateway does it. */
class WaitingCallsTest {

    private final CallDesk desk = new CallDesk();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void a_call_that_waited_when_the_gateway_stopped_moves_in_its_time() throws Exception {
        JsonNode soon;
        JsonNode late;
        try (GatewayUnderTest first = gateway("one")) {
            soon = post(first, "soon", 12_000);
            late = post(first, "late", 60_000);
        }
        try (GatewayUnderTest second = gateway("one")) {
            assertThat(state(second, soon)).isEqualTo("requested");

            HttpResponse<String> started = ready(second, late);

            assertThat(json(started).path("state").asText()).isEqualTo("accepted");
            assertThat(desk.calls("late")).hasSize(1);
            await().atMost(Duration.ofSeconds(25))
                    .until(() -> state(second, soon).equals("accepted"));
            assertThat(desk.calls("soon")).hasSize(1);
            assertThat(desk.calls("soon").get(0).getLoggedDate().toInstant())
                    .isAfterOrEqualTo(
                            Instant.parse(soon.path("requestedAt").asText()).plusMillis(12_000));
        }
    }

    @Test
    void two_gateways_move_a_call_once_whoever_is_told_that_it_is_ready() throws Exception {
        String[] shared = {
            "--spring.datasource.url=" + TestPostgres.url(TestPostgres.newDatabase()),
            "--spring.datasource.username=postgres"
        };
        try (GatewayUnderTest one = gateway("one", shared);
                GatewayUnderTest other = gateway("other", shared)) {
            JsonNode receipt = post(one, "shared", 60_000);
            ExecutorService bots = Executors.newFixedThreadPool(20);
            List<Future<HttpResponse<String>>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> bots.submit(() -> ready(i % 2 == 0 ? one : other, receipt)))
                    .toList();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
            bots.shutdown();
            await().until(() -> state(one, receipt).equals("accepted"));
            assertThat(desk.calls("shared")).hasSize(1);
            assertThat(json(other.get(receipt.at("/links/self").asText())).path("history"))
                    .hasSize(3);
        }
    }

    private GatewayUnderTest gateway(String name, String... arguments) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        String[] all = Stream.concat(Stream.of("--baton.connectors=" + CallDesk.connectors(home)), Stream.of(arguments))
                .toArray(String[]::new);
        return GatewayUnderTest.start(home, "targets:\n" + desk.target("agents"), all);
    }

    private static ObjectNode post(GatewayUnderTest gateway, String conversation, int millis) throws Exception {
        String message = Messages.callTo("agents", conversation)
                .replace(
                        "\"voice\": {",
                        "\"message\": {\"text\": \"One moment.\"}, \"settings\": {\"transferAfterMs\": %d}, \"voice\": {"
                                .formatted(millis));
        return json(gateway.post(message));
    }

    private static HttpResponse<String> ready(GatewayUnderTest gateway, JsonNode receipt) throws Exception {
        return gateway.send("POST", receipt.at("/links/ready").asText(), "Prefer", "wait=10");
    }

    private static String state(GatewayUnderTest gateway, JsonNode receipt) throws Exception {
        return json(gateway.get(receipt.at("/links/self").asText()))
                .path("state")
                .asText();
    }
}

package dev.baton.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.Baton;
import dev.baton.ledger.TestPostgres;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.JumpingClock;
import dev.baton.support.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/** Tries go on whatever happens to the gateway, to its neighbours or to its clock. */
class RetryGoesOnTest {

    @TempDir
    Path folder;

    private final FallbackDesks desks = new FallbackDesks();
    private final String targets = "targets:\n"
            + desks.target("first", "desk", "")
            + desks.target("second", "desk", "")
            + "steps: {story: {text: first, fallback: [second], deadline: 60s}}\n";

    @AfterEach
    void stop() {
        desks.close();
    }

    @Test
    void a_gateway_that_starts_again_waits_for_the_time_of_the_next_try_and_counts_on() throws Exception {
        desks.answers("first", aResponse().withStatus(503).withHeader("Retry-After", "6"));
        ObjectNode waiting;
        try (GatewayUnderTest before = start()) {
            waiting = retrying(before, post(before));
        }
        desks.answers("first", aResponse().withStatus(503));
        try (GatewayUnderTest after = start()) {
            String id = waiting.path("id").asText();
            Instant next = Instant.parse(waiting.at("/attempts/0/retryAt").asText());
            ObjectNode again = await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> now(after, id),
                            now -> now.at("/attempts/0/tries").asInt() >= 2);

            assertThat(again.path("retryUntil")).isEqualTo(waiting.path("retryUntil"));
            assertThat(again.path("history").get(3).path("state").asText()).isEqualTo("delivering");
            assertThat(Instant.parse(again.path("history").get(3).path("at").asText()))
                    .isAfterOrEqualTo(next);
            desks.answers("first", okJson("{\"id\": \"1\"}"));
            ObjectNode end = end(after, id);
            assertThat(end.path("target").asText()).isEqualTo("first");
            assertThat(end.at("/attempts/0/tries").asInt())
                    .isEqualTo(desks.calls("first").size());
        }
    }

    @Test
    void of_two_gateways_one_makes_each_try() throws Exception {
        String url = TestPostgres.url(TestPostgres.newDatabase());
        String[] shared = {"--spring.datasource.url=" + url, "--spring.datasource.username=postgres"};
        desks.answers("first", aResponse().withStatus(503));
        try (GatewayUnderTest one = start(folder.resolve("one"), shared);
                GatewayUnderTest two = start(folder.resolve("two"), shared)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ids.add(post(one));
                ids.add(post(two));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> desks.calls("first").size() >= 60);
            desks.answers("first", okJson("{\"id\": \"1\"}"));
            for (String id : ids) {
                ObjectNode end = end(one, id);
                assertThat(end.path("target").asText()).isEqualTo("first");
                int calls = (int) desks.calls("first").stream()
                        .filter(call -> call.getBodyAsString().contains(id))
                        .count();
                assertThat(end.at("/attempts/0/tries").asInt()).isEqualTo(calls);
                assertThat(end.path("history"))
                        .filteredOn(event -> event.path("state").asText().equals("delivering"))
                        .hasSize(calls);
            }
        }
    }

    @Test
    void a_clock_that_is_put_back_delays_no_try_and_one_that_is_put_forward_doubles_none() throws Exception {
        JumpingClock clock = new JumpingClock();
        desks.answers("first", aResponse().withStatus(503).withHeader("Retry-After", "3"));
        SpringApplication application = clock.in(new SpringApplication(Baton.class));
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                application, folder, targets, "--baton.connectors=" + FallbackDesks.connectors(folder))) {
            String back = post(gateway);
            retrying(gateway, back);
            clock.set(Duration.ofHours(-1));
            desks.answers("first", okJson("{\"id\": \"1\"}"));
            assertThat(end(gateway, back).path("target").asText()).isEqualTo("first");
            assertThat(desks.calls("first")).hasSize(2);

            clock.set(Duration.ZERO);
            desks.answers("first", aResponse().withStatus(503).withHeader("Retry-After", "3"));
            String forward = post(gateway);
            retrying(gateway, forward);
            clock.set(Duration.ofHours(1));
            ObjectNode end = end(gateway, forward);
            // The last try that was promised, and then the deadline is over.
            assertThat(end.path("target").asText()).isEqualTo("second");
            assertThat(end.at("/attempts/0/tries").asInt()).isEqualTo(2);
            assertThat(desks.calls("first")).hasSize(4);
            assertThat(desks.calls("second")).hasSize(1);
        }
    }

    private GatewayUnderTest start() throws Exception {
        return start(folder);
    }

    private GatewayUnderTest start(Path home, String... arguments) throws Exception {
        Files.createDirectories(home);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--baton.connectors=" + FallbackDesks.connectors(home));
        return GatewayUnderTest.start(home, targets, all.toArray(String[]::new));
    }

    private static String post(GatewayUnderTest gateway) throws Exception {
        return json(gateway.post(Messages.minimal())).path("id").asText();
    }

    private static ObjectNode now(GatewayUnderTest gateway, String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private static ObjectNode retrying(GatewayUnderTest gateway, String id) {
        return await().until(
                        () -> now(gateway, id),
                        now -> now.path("state").asText().equals("retrying"));
    }

    private static ObjectNode end(GatewayUnderTest gateway, String id) {
        return await().atMost(Duration.ofSeconds(40)).until(() -> now(gateway, id), now -> List.of("accepted", "failed")
                .contains(now.path("state").asText()));
    }
}

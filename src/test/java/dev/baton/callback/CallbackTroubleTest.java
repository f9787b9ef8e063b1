package dev.baton.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.callback.Bot.Answer;
import dev.baton.callback.Bot.Told;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.TestPostgres;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks when servers are down, gateways stop, and several work together. */
class CallbackTroubleTest {

    @TempDir
    Path folder;

    private SimulatedDesk desk;
    private Bot bot;

    @BeforeEach
    void startBot() throws IOException {
        desk = SimulatedDesk.start(0);
        bot = Bot.start();
    }

    @AfterEach
    void stopBot() {
        bot.close();
        desk.close();
    }

    @Test
    void a_gateway_that_stops_in_the_middle_goes_on_after_its_restart() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        bot.answers("/x", told -> down.get() && told.state().equals("delivering") ? new Answer(500) : Answer.OK);
        try (GatewayUnderTest gateway = gateway("--baton.callback.first-pause=100ms")) {
            post(gateway, 1);
            await().until(() -> bot.told("/x").size() >= 3);
        }
        down.set(false);

        try (GatewayUnderTest gateway = gateway("--baton.callback.first-pause=100ms")) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> gateway.bean(Ledger.class).callbacks().waitingCount() == 0);
        }
        assertThat(bot.told("/x").stream().map(Told::state).distinct())
                .containsExactly("requested", "delivering", "accepted");
    }

    @Test
    void a_server_that_is_down_is_left_alone_and_told_everything_once_it_is_up() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        bot.answers("/x", told -> new Answer(down.get() ? 500 : 204));
        try (GatewayUnderTest gateway =
                gateway("--baton.callback.first-pause=10ms", "--baton.callback.breaker-pause=1500ms")) {
            post(gateway, 30);
            await().until(() -> open(gateway) == 1);
            int calls = bot.told("/x").size();

            assertThat(calls).isBetween(10, 14);
            await().during(Duration.ofSeconds(1)).until(() -> bot.told("/x").size() <= 15);
            down.set(false);
            await().atMost(Duration.ofSeconds(30)).until(() -> events() == 90);
            assertThat(open(gateway)).isZero();
            assertThat(bot.told("/x").size()).isLessThan(90 + 25);
            assertInOrder();
        }
    }

    @Test
    void what_is_too_old_is_given_up_also_while_its_server_is_left_alone() throws Exception {
        bot.answers("/x", told -> new Answer(500));
        try (GatewayUnderTest gateway = gateway(
                "--baton.callback.first-pause=10ms",
                "--baton.callback.breaker-pause=1s",
                "--baton.callback.give-up-after=2s")) {
            post(gateway, 20);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> gateway.bean(Ledger.class).callbacks().waitingCount() == 0);
            assertThat(gateway.bean(MeterRegistry.class)
                            .get("handover.callback")
                            .tag("outcome", "gave_up")
                            .timer()
                            .count())
                    .isEqualTo(60);
            assertThat(bot.told("/x").size()).isLessThan(30);
        }
    }

    @Test
    void gateways_on_one_database_tell_each_step_once_and_in_order() throws Exception {
        String[] database = {
            "--spring.datasource.url=" + TestPostgres.url(TestPostgres.newDatabase()),
            "--spring.datasource.username=postgres"
        };
        try (GatewayUnderTest one = gateway(database);
                GatewayUnderTest two = gateway(folder.resolve("two"), database)) {
            post(one, 50);
            post(two, 50);

            await().atMost(Duration.ofSeconds(30)).until(() -> events() == 300);
            assertThat(bot.told("/x")).hasSize(300);
            assertInOrder();
        }
    }

    private GatewayUnderTest gateway(String... settings) throws IOException {
        return gateway(folder, settings);
    }

    private GatewayUnderTest gateway(Path home, String... settings) throws IOException {
        Files.createDirectories(home);
        return GatewayUnderTest.start(
                home,
                DeskInstallation.targets(home, desk),
                Stream.concat(
                                Stream.of(settings),
                                Stream.of("--baton.callback.hosts=127.0.0.1", "--baton.callback.allow-private=true"))
                        .toArray(String[]::new));
    }

    private void post(GatewayUnderTest gateway, int handovers) throws Exception {
        for (int i = 0; i < handovers; i++) {
            assertThat(gateway.post(Messages.with(
                                    CallbackFlowTest.callback(bot.url("/x"), "").replace('\'', '"')))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    private long events() {
        return bot.told("/x").stream()
                .map(told -> told.header("webhook-id"))
                .distinct()
                .count();
    }

    private void assertInOrder() {
        Map<String, Integer> newest = new HashMap<>();
        List<Told> all = bot.told("/x");
        for (Told told : all) {
            int sequence = told.json().at("/data/sequence").asInt();
            int before = newest.getOrDefault(told.json().path("subject").asText(), 1);
            assertThat(sequence).isBetween(before, before + 1);
            newest.put(told.json().path("subject").asText(), sequence);
        }
    }

    private static double open(GatewayUnderTest gateway) {
        return gateway.bean(MeterRegistry.class)
                .get("handover.callback.breakers")
                .tag("state", "open")
                .gauge()
                .value();
    }
}

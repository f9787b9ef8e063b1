package dev.baton.callback;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.callback.Bot.Answer;
import dev.baton.callback.Bot.Told;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bot is told of a handover that failed and is replayed. */
class DeadLetterCallbackTest {

    @Test
    void a_failure_is_told_once_and_a_replay_by_its_own_events(@TempDir Path folder) throws Exception {
        try (Bot bot = Bot.start();
                FallbackDesks desks = new FallbackDesks();
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        "targets:\n" + desks.target("first", "desk", "")
                                + "steps:\n  support: {text: first}\ndefault: support\n",
                        "--baton.connectors=" + FallbackDesks.connectors(folder),
                        "--baton.callback.hosts=127.0.0.1,localhost",
                        "--baton.callback.allow-private=true",
                        "--baton.callback.first-pause=20ms",
                        "--baton.callback.breaker-pause=100ms")) {
            AtomicBoolean takes = new AtomicBoolean();
            bot.answers("/told", told -> new Answer(takes.get() ? 200 : 500));
            desks.answers("first", aResponse().withStatus(503));
            String callback =
                    "\"callback\": {\"url\": \"" + bot.url("/told") + "\", \"events\": [\"failed\", \"accepted\"]}";
            String failed = json(gateway.post(Messages.with(callback), "Prefer", "wait=20"))
                    .path("id")
                    .asText();
            desks.answers("first", okJson("{\"id\": \"1\"}"));
            String replay = json(gateway.send("POST", "/handovers/" + failed + "/replay", "Prefer", "wait=20"))
                    .path("id")
                    .asText();
            // The failure is still to be told when the act stands behind it.
            assertThat(json(gateway.get("/handovers/" + failed))
                            .at("/history/3/act")
                            .asText())
                    .isEqualTo("replayed");
            int before = bot.told("/told").size();

            takes.set(true);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            bot.told("/told").stream().skip(before).filter(told -> told.state()
                                    .equals("accepted")))
                    .isNotEmpty());
            await().during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bot.told("/told").stream()
                                    .skip(before)
                                    .map(DeadLetterCallbackTest::what)
                                    .distinct())
                            .containsExactlyInAnyOrder(failed + "-3 failed", replay + "-3 accepted"));
        }
    }

    private static String what(Told told) {
        return told.json().path("id").asText() + " " + told.state();
    }
}

package dev.baton.delivery;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.SteadyDesk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that hangs on every call, beside one that works. The load harness measures how little the one costs. */
class HangingNeighbourTest {

    private static final int HANDOVERS = 60;

    @TempDir
    Path folder;

    @Test
    void aTargetThatHangsOnEveryCallSlowsNoOther() throws Exception {
        FallbackDesks.connectors(folder);
        try (SteadyDesk works = new SteadyDesk(Duration.ZERO);
                SteadyDesk hangs = new SteadyDesk(Duration.ofMinutes(5));
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        "targets:\n" + works.target("works", "") + hangs.target("hangs", ""),
                        "--baton.connectors=" + folder.resolve("connectors"),
                        "--baton.http.response-timeout=30000",
                        "--baton.delivery.at-once=20",
                        "--baton.delivery.waiting=20")) {
            p95(gateway);
            long alone = p95(gateway);

            // Twice what its lane holds; the rest is in the ledger, where the recovery finds it again and again.
            for (int i = 0; i < 80; i++) {
                assertThat(gateway.post(Messages.with("\"target\": \"hangs\"")).statusCode())
                        .isEqualTo(202);
            }
            await().until(() -> hangs.handovers().size() == 20);
            long beside = p95(gateway);

            assertThat(hangs.handovers()).hasSize(20);
            assertThat(beside).as("milliseconds, alone %d", alone).isLessThan(Math.max(1_000, 5 * alone));
            assertThat(gateway.get("/actuator/prometheus").body())
                    .contains(
                            "handover_lane{state=\"running\",target=\"hangs\"} 20.0",
                            "handover_lane{state=\"waiting\",target=\"hangs\"} 20.0");
        }
    }

    /** Milliseconds from a request until its outcome, for all but a few. */
    private static long p95(GatewayUnderTest gateway) throws Exception {
        long[] millis = new long[HANDOVERS];
        for (int i = 0; i < HANDOVERS; i++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = gateway.post(Messages.with("\"target\": \"works\""), "Prefer", "wait=20");
            millis[i] = Duration.ofNanos(System.nanoTime() - began).toMillis();
            assertThat(json(answer).path("state").asText()).isEqualTo("accepted");
        }
        Arrays.sort(millis);
        return millis[HANDOVERS * 95 / 100];
    }
}

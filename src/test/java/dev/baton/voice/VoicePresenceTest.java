package dev.baton.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sandbox.Sandbox;
import dev.baton.sandbox.SimulatedSbc;
import dev.baton.support.GatewayUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the element that holds the calls is there. */
class VoicePresenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TARGETS =
            """
            targets:
              forward:
                connector: voice-forward
                settings: {peer: "PEER", transport: tcp, phoneNumber: "+4930901820", numberAllow: "+4930"}
                availability: {ask: true, keepFor: 1s}
              log: {connector: logging-only, settings: {}}
            steps:
              support: {voice: forward, fallback: [log]}
            default: support
            """;

    @TempDir
    Path folder;

    @Test
    void whoIsGoneIsSeenInTheHealthAndGetsNoHandover() throws Exception {
        SimulatedSbc sbc = SimulatedSbc.start(0);
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                TARGETS.replace("PEER", sbc.peer()),
                Sandbox.SIP,
                "--baton.sip.ping-interval=200ms",
                "--management.endpoint.health.show-details=always")) {
            await().untilAsserted(() -> assertThat(health(gateway)).isEqualTo("UP"));
            assertThat(post(gateway, 1).path("target").asText()).isEqualTo("forward");

            sbc.close();

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(health(gateway)).isEqualTo("DOWN"));
            assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/actuator/prometheus").body())
                    .contains("sip_peers_up{peer=\"127.0.0.1\",target=\"forward\"} 0.0");
            AtomicInteger call = new AtomicInteger(1);
            await().untilAsserted(() -> {
                JsonNode receipt = post(gateway, call.incrementAndGet());
                assertThat(receipt.path("target").asText()).isEqualTo("log");
                // As soon as its last answer is too old, nothing is even tried.
                assertThat(receipt.path("attempts").path(0).path("class").asText()).isEqualTo("closed");
            });
        } finally {
            sbc.close();
        }
    }

    private static String health(GatewayUnderTest gateway) throws Exception {
        return JSON.readTree(gateway.get("/actuator/health").body())
                .at("/components/sip/status")
                .asText();
    }

    private static JsonNode post(GatewayUnderTest gateway, int call) throws Exception {
        String message =
                """
                {"source": {"platform": "halo", "botId": "support"},
                 "conversation": {"id": "call-%d", "channel": "voice"},
                 "voice": {"sipCallId": "%d@sbc.example.net", "localTag": "botA1", "remoteTag": "sbcZ9"},
                 "reason": {"code": "customer_request"}}
                """
                        .formatted(call, call);
        return JSON.readTree(gateway.post(message, "Prefer", "wait=40").body());
    }
}

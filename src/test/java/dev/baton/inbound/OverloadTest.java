package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.OpenLoop;
import dev.baton.support.RawHttp;
import dev.baton.support.SteadyDesk;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than the gateway or its targets can take. */
class OverloadTest {

    /** Four calls at once, of 100 ms each. */
    private static final int PER_SECOND = 40;

    private static final String TO_DESK = "\"target\": \"desk\"";

    @TempDir
    Path folder;

    private SteadyDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new SteadyDesk(Duration.ofMillis(100));
        FallbackDesks.connectors(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private GatewayUnderTest gateway(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--baton.connectors=" + folder.resolve("connectors"));
        all.add("--baton.delivery.at-once=4");
        all.add("--baton.delivery.waiting=10");
        return GatewayUnderTest.start(
                folder, "targets:\n" + desk.target("desk", "") + desk.target("other", ""), all.toArray(String[]::new));
    }

    @Test
    void atTwiceTheCapacityWhatIsAcceptedIsDeliveredAndTheRestIsRefusedAtOnce() throws Exception {
        try (GatewayUnderTest gateway = gateway("--baton.intake.backlog-per-target=40")) {
            OpenLoop.post(gateway.uri("/handovers"), TO_DESK, 2 * PER_SECOND, Duration.ofSeconds(3));
            long before = usedAfterCollection();

            OpenLoop.Answers answers =
                    OpenLoop.post(gateway.uri("/handovers"), TO_DESK, 2 * PER_SECOND, Duration.ofSeconds(6));

            assertThat(answers.statuses()).containsOnlyKeys(202, 503);
            assertThat(answers.statuses().get(503)).isGreaterThan(2 * PER_SECOND);
            assertThat(answers.refusals()).allMatch("5"::equals);
            // Medians, since somebody else may have this machine for a moment.
            assertThat(answers.medianMillisOf(503)).isLessThan(100);
            await().atMost(Duration.ofSeconds(60)).until(() -> desk.handovers().containsAll(answers.accepted()));
            assertThat(usedAfterCollection() - before).isLessThan(32L << 20);
            assertThat(gateway.get("/actuator/prometheus").body())
                    .contains("handover_requests_total{result=\"overloaded\"}");
        }
    }

    @Test
    void aTargetWithTooMuchToDoLeavesRoomForOthers() throws Exception {
        desk.close();
        desk = new SteadyDesk(Duration.ofSeconds(5));
        try (GatewayUnderTest gateway = gateway("--baton.intake.backlog-per-target=1")) {
            HttpResponse<String> refused =
                    await().until(() -> gateway.post(Messages.with(TO_DESK)), answer -> answer.statusCode() == 503);

            assertThat(json(refused).path("type").asText()).isEqualTo("urn:baton:problem:overloaded");
            assertThat(json(refused).path("detail").asText()).contains("Nothing was stored");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(gateway.post(Messages.with("\"target\": \"other\"")).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void anAlmostFullDiskIsAnsweredBeforeItIsFull() throws Exception {
        try (GatewayUnderTest gateway = gateway("--baton.intake.free-disk=4000000TB")) {
            HttpResponse<String> refused = gateway.post(Messages.with(TO_DESK));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(json(refused).path("detail").asText()).startsWith("The disk of the gateway's ledger");
        }
    }

    @Test
    void bodiesThatMemoryCannotHoldAreRefusedBeforeTheyAreRead() throws Exception {
        try (GatewayUnderTest gateway = gateway("--baton.intake.under-way=2MB")) {
            try (Socket first = began(gateway);
                    Socket second = began(gateway)) {
                assertThat(first.isConnected() && second.isConnected()).isTrue();
                HttpResponse<String> refused =
                        await().until(() -> gateway.post(Messages.with(TO_DESK)), answer -> answer.statusCode() == 503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
                assertThat(json(refused).path("type").asText()).isEqualTo("urn:baton:problem:overloaded");
                assertThat(gateway.get("/actuator/health").statusCode()).isEqualTo(200);
            }

            await().until(() -> gateway.post(Messages.with(TO_DESK)).statusCode() == 202);
            for (int i = 0; i < 100; i++) {
                assertThat(gateway.post(Messages.with(TO_DESK), "Prefer", "wait=5")
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    /** A large request of which the body does not come. */
    private static Socket began(GatewayUnderTest gateway) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        OutputStream out = socket.getOutputStream();
        out.write(RawHttp.bytes("POST /handovers HTTP/1.1\nHost: 127.0.0.1:" + gateway.port()
                + "\nContent-Type: application/json\nContent-Length: 1048576\n\n"));
        out.flush();
        return socket;
    }

    private static long usedAfterCollection() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}

package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.support.BatonProcess;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.HoldingDesk;
import dev.baton.support.KnownHandover;
import dev.baton.support.Messages;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of handovers when the packaged gateway ends, in whichever way. */
class CrashIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private final HoldingDesk desk = new HoldingDesk();
    private final List<BatonProcess> started = new ArrayList<>();

    CrashIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        desk.serve(folder);
    }

    @AfterEach
    void stop() {
        started.forEach(BatonProcess::close);
        desk.close();
    }

    @Test
    void aGatewayThatIsKilledAsSoonAsItAnswersForgetsNothing() throws Exception {
        BatonProcess killed = start();
        // The classes of the whole way are loaded now, so that the kill does not just come before everything.
        String warm = id(killed.post(Messages.to("logging-only", "warm-up")).body());
        await().until(() -> KnownHandover.ask(killed, warm).state().equals("logged"));
        String first = postAndKillAtTheStatusLine(killed, Messages.to("msc-text", "chat-1"));

        assertThat(first).isEqualTo("HTTP/1.1 202 ");
        BatonProcess gateway = start();
        await().atMost(SOON).untilAsserted(() -> {
            KnownHandover handover = ofConversation(gateway, "chat-1");
            assertThat(handover.state()).isEqualTo("accepted");
            assertThat(handover.states()).startsWith("requested", "delivering").endsWith("accepted");
            handover.assertLoggedIn(gateway.analytics());
        });
        assertThat(desk.chats()).isNotEmpty().containsOnly("chat-1");
    }

    @Test
    void aGatewayThatIsToldToStopEndsItsCallAndLeavesTheRestForTheNextStart() throws Exception {
        desk.hold(1_500);
        BatonProcess gateway = start("--baton.delivery.at-once=1");
        String underWay = id(gateway.post(Messages.to("genesys", "c-1")).body());
        String waiting = id(gateway.post(Messages.to("genesys", "c-2")).body());
        await().untilAsserted(() -> assertThat(desk.genesysMessages()).containsExactly(underWay));

        gateway.terminate();
        await().untilAsserted(() -> assertThat(isTaken(gateway)).isFalse());
        assertThat(gateway.exitCode(Duration.ofSeconds(15))).isIn(0, 143);

        assertThat(gateway.output()).doesNotContain("ERROR");
        assertThat(desk.genesysMessages()).containsExactly(underWay);
        assertThat(states(underWay)).containsExactly("requested", "delivering", "accepted");
        assertThat(states(waiting)).containsExactly("requested");
    }

    @Test
    void aGatewayThatIsToldToStopWaitsNoLongerThanItIsGivenForACallThatHangs() throws Exception {
        desk.hold(120_000);
        BatonProcess gateway =
                start("--spring.lifecycle.timeout-per-shutdown-phase=1s", "--camel.main.shutdown-timeout=2");
        String hangs = id(gateway.post(Messages.to("genesys", "c-1")).body());
        await().untilAsserted(() -> assertThat(desk.genesysMessages()).containsExactly(hangs));

        gateway.terminate();
        assertThat(gateway.exitCode(Duration.ofSeconds(15))).isEqualTo(143);

        assertThat(states(hangs)).startsWith("requested", "delivering").doesNotContain("accepted");
    }

    @Test
    void aSecondGatewayOnTheSameFolderIsRefusedAndTheFirstServesOn() throws Exception {
        BatonProcess first = start();

        BatonProcess second = launch();
        assertThat(second.exitCode(SOON)).isEqualTo(1);
        assertThat(second.output())
                .contains("Another process uses this ledger already", "ledger.db.lock", "its own baton.data directory")
                .doesNotContain("\tat ");

        String id = id(first.post(Messages.to("msc-text", "chat-1")).body());
        await().untilAsserted(
                        () -> assertThat(KnownHandover.ask(first, id).state()).isEqualTo("accepted"));
    }

    @Test
    void aDamagedLedgerIsLeftAsItIs() throws Exception {
        Path file = Files.createDirectories(folder.resolve("data")).resolve("ledger.db");
        byte[] damaged = "This was a database once. ".repeat(400).getBytes(StandardCharsets.UTF_8);
        Files.write(file, damaged);

        BatonProcess gateway = launch();

        assertThat(gateway.exitCode(SOON)).isEqualTo(1);
        assertThat(gateway.output())
                .contains(file + " was left untouched", "restore the file from a backup")
                .doesNotContain("\tat ");
        assertThat(file).hasBinaryContent(damaged);
    }

    private BatonProcess start(String... arguments) throws IOException {
        BatonProcess gateway = BatonProcess.start(folder, arguments);
        started.add(gateway);
        return gateway;
    }

    private BatonProcess launch() throws IOException {
        BatonProcess gateway = BatonProcess.launch(folder);
        started.add(gateway);
        return gateway;
    }

    /** Reads no more than the status line, so that nothing comes between the answer and the kill. */
    private static String postAndKillAtTheStatusLine(BatonProcess gateway, String message) throws Exception {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        String head = "POST /handovers HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(head.formatted(gateway.port(), body.length).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 202 ".length());
            gateway.kill();
            return new String(status, StandardCharsets.US_ASCII);
        }
    }

    /** Logging only, so that it goes past the target that is busy. */
    private static boolean isTaken(BatonProcess gateway) throws InterruptedException {
        try {
            return gateway.post(Messages.to("logging-only", "late-" + System.nanoTime()))
                            .statusCode()
                    == 202;
        } catch (IOException e) {
            return false;
        }
    }

    private static KnownHandover ofConversation(BatonProcess gateway, String conversation) throws Exception {
        var found = GatewayUnderTest.json(gateway.get("/handovers?conversation=" + conversation));
        assertThat(found.path("handovers")).hasSize(1);
        return KnownHandover.ask(gateway, found.at("/handovers/0/id").asText());
    }

    /** As they are on disk, with no gateway running. */
    private List<String> states(String id) {
        try (SqlLedger ledger = Ledgers.sqlite(folder.resolve("data"))) {
            return ledger.history(id).stream()
                    .map(event -> event.state().wireName())
                    .toList();
        }
    }

    private static String id(String receipt) throws IOException {
        return GatewayUnderTest.json(receipt).path("id").asText();
    }
}

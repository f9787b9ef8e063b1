package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.BatonProcess;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** How the packaged gateway starts, and what it says when it cannot. */
class StartupIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TARGETS =
            """
            targets:
              desk: {connector: logging-only}
            steps:
              support: {text: desk}
            """;

    private final Path folder;
    private final List<BatonProcess> started = new ArrayList<>();

    StartupIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void writeTargets() throws IOException {
        Files.writeString(folder.resolve("targets.yaml"), TARGETS);
    }

    @AfterEach
    void stop() {
        started.forEach(BatonProcess::close);
    }

    @Test
    void sayWhatIsWrongWithTheConfiguration() throws Exception {
        write(
                "bad.yaml",
                "targets:\n  desk: {connector: genesis, settings: {clientSecret: hunter2}}\nsteps: {a: {text: dsk}}\n");
        BatonProcess missing = launch("--baton.targets=nowhere.yaml");
        BatonProcess broken = launch("--baton.targets=bad.yaml", "--baton.data=data-2");

        refuses(missing, "There is no file " + folder.resolve("nowhere.yaml"), TARGETS, "--baton.targets=<file>");
        refuses(broken, "bad.yaml:2:21: ", "did you mean 'genesys'?", "bad.yaml:3:19: ", "did you mean 'desk'?");
        assertThat(broken.output()).doesNotContain("hunter2");
    }

    @Test
    void sayWhatIsWrongWithAnInstallationsOwnFiles() throws Exception {
        write("routes-broken/analytics.camel.yaml", "- route:\n    from:\n      uri: direct:x\n      stepps: []\n");
        BatonProcess route = launch("--baton.routes=routes-broken", "--baton.data=data-2");

        refuses(route, "stepps", "routes-broken/analytics.camel.yaml, line 4, column 15");
        refuses(launch("--baton.routes=nowhere"), "baton.routes=nowhere: there is no such folder");
    }

    @Test
    void doNotMindAConnectorThatIsBroken() throws Exception {
        Path connector = ownConnector("connectors-broken", "\"state\":", "\"state\"");
        BatonProcess gateway = start(BatonProcess.JAR, "--baton.connectors=connectors-broken");

        assertThat(gateway.output())
                .contains("Connector logging-only is refused, and its targets cannot be used")
                .contains(folder.relativize(connector) + "/receipt.jslt:");
        assertThat(gateway.post(Messages.minimal()).statusCode()).isEqualTo(503);
    }

    @Test
    void sayWhatIsWrongWithTheAddress() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BatonProcess open = launch("--server.address=0.0.0.0");
            BatonProcess busy = launch("--server.port=" + taken.getLocalPort(), "--baton.data=data-2");

            refuses(open, "open to everybody who can reach 0.0.0.0", "baton.clients.<name>.key-sha256");
            refuses(busy, "Port " + taken.getLocalPort() + " was already in use");
        }
    }

    @Test
    void useAnInstallationsOwnConnectorsAndRoutes() throws Exception {
        ownConnector("own-connectors", "\"logged\"", "\"queued\"");
        ownAnalytics("own-routes");
        usesOwnFiles(start(BatonProcess.JAR, "--baton.connectors=own-connectors", "--baton.routes=own-routes"));
    }

    @Test
    void findAnInstallationsOwnFilesBesideTheJar() throws Exception {
        Path jar = Files.copy(BatonProcess.JAR, folder.resolve("baton.jar"));
        ownConnector("connectors", "\"logged\"", "\"queued\"");
        ownAnalytics("routes");
        usesOwnFiles(start(jar));
    }

    private void usesOwnFiles(BatonProcess gateway) throws Exception {
        String receipt = gateway.post(Messages.minimal(), "Prefer", "wait=10").body();
        assertThat(GatewayUnderTest.json(receipt).path("state").asText()).isEqualTo("queued");
        await().untilAsserted(() -> assertThat(gateway.output()).contains("A tap of our own"));
        assertThat(gateway.analytics()).isEmpty();
    }

    /** A copy of a shipped connector with another receipt. */
    private Path ownConnector(String directory, String old, String now) throws IOException {
        Path copy = folder.resolve(directory).resolve("logging-only");
        FileSystemUtils.copyRecursively(Path.of("connectors", "logging-only"), copy);
        Path receipt = copy.resolve("receipt.jslt");
        String changed = Files.readString(receipt).replace(old, now);
        assertThat(changed).contains(now);
        Files.writeString(receipt, changed);
        for (String example : List.of("examples/text.yaml", "examples/voice.yaml")) {
            Path file = copy.resolve(example);
            Files.writeString(file, Files.readString(file).replace("state: logged", "state: queued"));
        }
        return copy;
    }

    /** Taps end in the log, and nothing is published. */
    private void ownAnalytics(String directory) throws IOException {
        write(
                directory + "/analytics.camel.yaml",
                """
                - route:
                    id: analytics-wake
                    from:
                      uri: direct:analytics
                      steps:
                        - log: {loggingLevel: WARN, message: "A tap of our own"}
                """);
    }

    private void refuses(BatonProcess gateway, String... words) throws InterruptedException {
        assertThat(gateway.exitCode(PATIENCE)).as(gateway.output()).isEqualTo(1);
        assertThat(gateway.output()).contains(words).doesNotContain("\tat ", "Exception");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private BatonProcess start(Path jar, String... arguments) throws IOException {
        BatonProcess gateway = BatonProcess.launch(jar, folder, arguments);
        started.add(gateway);
        gateway.awaitReadiness();
        return gateway;
    }

    private BatonProcess launch(String... arguments) throws IOException {
        BatonProcess gateway = BatonProcess.launch(folder, arguments);
        started.add(gateway);
        return gateway;
    }
}

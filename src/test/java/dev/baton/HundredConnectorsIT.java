package dev.baton;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.support.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred connectors as the tool makes them, each with a target, in the small heap of the tests' processes. */
class HundredConnectorsIT {

    private static final int COUNT = 100;

    @TempDir
    Path folder;

    @Test
    void areProvenAndServeFromTheStart() throws Exception {
        Path model = folder.resolve("model");
        assertThat(newConnector(model).waitFor()).isZero();
        StringBuilder targets = new StringBuilder("targets:\n");
        for (int i = 0; i < COUNT; i++) {
            copy(model.resolve("desk"), "desk-" + i);
            targets.append("  t%d: {connector: desk-%d, settings: {apiToken: \"${PATH}\"}}\n".formatted(i, i));
        }
        Files.writeString(folder.resolve("targets.yaml"), targets);

        try (BatonProcess gateway = BatonProcess.start(folder, "--baton.connectors=connectors")) {
            JsonNode report = json(gateway.get("/actuator/connectors").body());
            assertThat(report.path("targets")).hasSize(COUNT + 1).allSatisfy(target -> assertThat(
                            target.path("state").asText())
                    .isEqualTo("live"));
            // How long it took is said, and not asserted: it depends on what else the machine does.
            assertThat(gateway.output()).containsPattern("\\d+ connectors in \\d+ ms");
        }
    }

    private static Process newConnector(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        BatonProcess.JAR.toString(),
                        "connector",
                        "new",
                        "desk",
                        "--dir",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void copy(Path model, String id) throws IOException {
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = model.relativize(file).toString().replace("desk.kamelet", id + ".kamelet");
                Path copy = folder.resolve("connectors").resolve(id).resolve(name);
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("name: desk\n", "name: " + id + "\n"));
            }
        }
    }
}

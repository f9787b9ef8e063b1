package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Does what a page says, word for word, in a folder: writes the files that it names in bold and types its commands into
 * a shell. Only the addresses differ: the gateway's port is a free one, and the vendor is on this machine.
 */
final class GuideReader implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern BLOCK = Pattern.compile("(?ms)^(?:\\*\\*`([^`]+)`\\*\\*\\n)?```(\\w+)\\n(.*?)^```$");
    private static final String GATEWAY = "127.0.0.1:8080";

    private final Path folder;
    private final Path outputs;
    private final int vendor;
    private final int port;
    private final List<Process> started = new ArrayList<>();

    /** @param vendor the port at which the vendor listens */
    GuideReader(Path folder, Path outputs, int vendor) throws IOException {
        this.folder = folder;
        this.outputs = outputs;
        this.vendor = vendor;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** @param file empty for commands */
    record Block(String file, String text) {}

    /** The files and commands of a chapter; a block that is neither can't be followed. */
    static List<Block> blocks(String chapter) {
        return BLOCK.matcher(chapter)
                .results()
                .map(block -> {
                    assertThat(block.group(1) == null).as(block.group()).isEqualTo("sh".equals(block.group(2)));
                    return new Block(block.group(1) == null ? "" : block.group(1), block.group(3));
                })
                .toList();
    }

    /** @return what each command that came to its end has said */
    List<String> follow(String chapter) throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        for (Block block : blocks(chapter)) {
            if (!block.file().isEmpty()) {
                write(block);
            } else if (block.text().contains("java -jar baton.jar --")) {
                serve(block.text());
            } else {
                said.add(run(block.text()));
            }
        }
        return said;
    }

    /** @return what the commands have said, all of which went well */
    String run(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile(outputs, "said-", ".txt");
        Process shell = shell(commands, output);
        assertThat(shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(commands)
                .isTrue();
        String said = Files.readString(output);
        assertThat(shell.exitValue()).as(commands + said).isZero();
        return said;
    }

    /** What the gateway has said so far. */
    String log() throws IOException {
        return Files.readString(outputs.resolve("gateway.txt"));
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    private void write(Block block) throws IOException {
        Path file = folder.resolve(block.file());
        Files.createDirectories(file.getParent());
        String text = block.text();
        if (block.file().equals("targets.yaml")) {
            text = text.replace("settings: {", "settings: {apiUrl: \"http://127.0.0.1:" + vendor + "\", ");
            assertThat(text).contains("apiUrl");
        }
        Files.writeString(file, text);
    }

    private void serve(String command) throws IOException {
        Process gateway = shell(command.strip() + " --server.port=" + port, outputs.resolve("gateway.txt"));
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(gateway.isAlive()).as(log()).isTrue())
                .until(() -> run("curl -s http://" + GATEWAY + "/actuator/health/readiness || true")
                        .contains("UP"));
    }

    private Process shell(String commands, Path output) throws IOException {
        // Of several commands none may fail.
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", commands.replace(GATEWAY, "127.0.0.1:" + port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        environment.merge("PATH", java, (path, first) -> first + File.pathSeparator + path);
        Process shell = builder.start();
        started.add(shell);
        return shell;
    }
}

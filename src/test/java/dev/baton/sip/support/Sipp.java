package dev.baton.sip.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of sipp, the load generator of the trade, with a scenario of ours. */
public final class Sipp implements AutoCloseable {

    private final Path folder;
    private final Process process;

    /** Skips the test when there is no sipp. */
    public static void mustBeThere() {
        boolean found = false;
        for (String path : System.getenv().getOrDefault("PATH", "").split(":")) {
            found |= Files.isExecutable(Path.of(path, "sipp"));
        }
        assumeTrue(found, "sipp is not installed (Debian: apt-get install sip-tester)");
    }

    /** @param folder for its files */
    public Sipp(Path folder, String scenario, String... arguments) throws IOException {
        this(folder, scenario, Map.of(), arguments);
    }

    /**
     * @param folder for its files
     * @param words what stands for {@code @key@} in the scenario; sipp itself takes no keywords in some places
     */
    public Sipp(Path folder, String scenario, Map<String, String> words, String... arguments) throws IOException {
        this.folder = folder;
        Path file = folder.resolve(scenario);
        try (InputStream resource = Sipp.class.getResourceAsStream("/sip/" + scenario)) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("@" + word.getKey() + "@", word.getValue());
            }
            Files.writeString(file, text);
        }
        List<String> command = new ArrayList<>(List.of("sipp", "-sf", file.toString(), "-i", "127.0.0.1", "-nostdin"));
        command.addAll(List.of("-timeout", "60", "-trace_err", "-error_file", errors().toString()));
        command.addAll(List.of(arguments));
        this.process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.log").toFile())
                .start();
    }

    public static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it listens. */
    public void awaitListening(int port) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20))
                .until(() -> !process.isAlive() || isListening(port));
    }

    /** Linux tells who listens; both tables, since the port is of only one of them. */
    private static boolean isListening(int port) throws IOException {
        String wanted = String.format(":%04X ", port);
        return Files.readString(Path.of("/proc/net/udp")).contains(wanted)
                || Files.readString(Path.of("/proc/net/tcp")).contains(wanted);
    }

    /** Waits for its end; 0 when all calls went as the scenario says. */
    public int result() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** What it complains about. */
    public String log() throws IOException {
        return Files.exists(errors()) ? Files.readString(errors()) : "no errors";
    }

    private Path errors() {
        return folder.resolve("errors");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

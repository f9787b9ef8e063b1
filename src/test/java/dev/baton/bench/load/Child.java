package dev.baton.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process of the harness that listens on a loopback port. It ends when it is closed, or at the latest with us. */
final class Child implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    /** Not HTTP/2, because Node-RED never answers a request that offers an upgrade. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final int port;
    private final Path log;

    private Child(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts a process that will listen on the port; what it says goes to the log file. */
    static Child start(ProcessBuilder command, int port, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        RUNNING.add(process);
        return new Child(process, port, log);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Waits until the path answers 200. */
    Child awaitReady(String path) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!isReady(path)) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                close();
                throw new IOException("did not become ready, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return this;
    }

    /** The status of a GET. */
    int status(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path), BodyHandlers.discarding()).statusCode();
    }

    /** The body of a GET. */
    String get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path), BodyHandlers.ofString()).body();
    }

    /** Posts one handover, because measuring refusals would tell nothing. */
    void probe(String handover) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/handovers"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(handover))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException("answered " + answer.statusCode() + " " + answer.body());
        }
    }

    /** CPU time used so far by user and kernel. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory now, in MB. */
    long residentMegabytes() throws IOException {
        return Proc.residentMegabytes(process.pid());
    }

    /** As a crash does: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        RUNNING.remove(process);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        RUNNING.remove(process);
    }

    private boolean isReady(String path) throws InterruptedException {
        try {
            return HTTP.send(request(path), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}

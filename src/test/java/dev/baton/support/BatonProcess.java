package dev.baton.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gateway as a process of its own: {@code java -jar target/baton.jar}. */
public final class BatonProcess implements AutoCloseable {

    public static final Path JAR = Path.of("target", "baton.jar").toAbsolutePath();

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final Path folder;
    private final Path output;
    private int port;

    private BatonProcess(Process process, Path folder, Path output) {
        this.process = process;
        this.folder = folder;
        this.output = output;
    }

    /** Starts a gateway in the folder, with its {@code targets.yaml} and {@code data}, and waits until it is ready. */
    public static BatonProcess start(Path folder, String... arguments) throws IOException {
        BatonProcess gateway = launch(folder, arguments);
        try {
            gateway.awaitReadiness();
            return gateway;
        } catch (Throwable e) {
            gateway.close();
            throw e;
        }
    }

    /** Starts a gateway that need not come up. */
    public static BatonProcess launch(Path folder, String... arguments) throws IOException {
        return launch(List.of(), folder, arguments);
    }

    /** @param around a program and its arguments that starts the gateway in turn */
    public static BatonProcess launch(List<String> around, Path folder, String... arguments) throws IOException {
        return run(around, UnpackedJar.options(), folder, Map.of(), arguments);
    }

    /** Starts a gateway of the one file that an installation gets. */
    public static BatonProcess launch(Path jar, Path folder, String... arguments) throws IOException {
        return launch(jar, folder, Map.of(), arguments);
    }

    /** Starts a gateway that finds these variables in its environment. */
    public static BatonProcess launch(Path jar, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return run(List.of(), List.of("-jar", jar.toString()), folder, environment, arguments);
    }

    /** @param options for the JVM, at their end what is to be run */
    static BatonProcess run(
            List<String> around,
            List<String> options,
            Path folder,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A short life is spent better than on compiling.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m"));
        command.addAll(options);
        command.add("--logging.level.org.springframework.boot.web.embedded.tomcat=info");
        if (List.of(arguments).stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new BatonProcess(builder.start(), folder, output);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    /** @throws IOException when the gateway gives no answer within ten seconds */
    public HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/handovers"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Every line of the analytics log so far. */
    public List<String> analytics() throws IOException {
        return AnalyticsLines.in(folder.resolve("data"));
    }

    /** As kill -9 does: nothing is flushed, nothing says goodbye. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to end, as SIGTERM does. */
    public void terminate() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** For a caller that lost its connection and knows that somebody kills this process. */
    public void awaitEnd() throws InterruptedException {
        exitCode(PATIENCE);
    }

    /** @return the exit code of a process that ends by itself within this time */
    public int exitCode(Duration within) throws InterruptedException {
        assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
                .as("The gateway ends within %s.%n%s", within, output())
                .isTrue();
        return process.exitValue();
    }

    /** Everything the process has said so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public void awaitReadiness() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
                .untilAsserted(() -> assertThat(isReady()).as(output()).isTrue());
    }

    private boolean isReady() throws InterruptedException {
        Matcher started = PORT.matcher(output());
        if (!started.find()) {
            return false;
        }
        port = Integer.parseInt(started.group(1));
        try {
            return get("/actuator/health/readiness").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}

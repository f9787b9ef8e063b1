package dev.baton.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.Baton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole gateway in this JVM, on a free port, with a data folder of its own. */
public final class GatewayUnderTest implements AutoCloseable {

    private static final String LOG_LEVEL = "--logging.level.handover=";
    private static final String DEADLINE = "--baton.delivery.deadline=";
    private static final String BREAKER = "--baton.delivery.breaker.";
    private static final String PATIENCE = "--spring.lifecycle.timeout-per-shutdown-phase=";
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final Path data;
    private final LogLevels levels;

    private GatewayUnderTest(ConfigurableApplicationContext context, Path data, LogLevels levels) {
        this.context = context;
        this.data = data;
        this.levels = levels;
    }

    /** @param arguments further {@code --name=value} settings */
    public static GatewayUnderTest start(Path folder, String targets, String... arguments) throws IOException {
        return start(new SpringApplication(Baton.class), folder, targets, arguments);
    }

    /** @param application with whatever the test wants to listen to */
    public static GatewayUnderTest start(
            SpringApplication application, Path folder, String targets, String... arguments) throws IOException {
        Path file = folder.resolve("targets.yaml");
        Files.writeString(file, targets);
        Path data = folder.resolve("data");
        List<String> all =
                new ArrayList<>(List.of("--server.port=0", "--baton.targets=" + file, "--baton.data=" + data));
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(LOG_LEVEL))) {
            all.add(LOG_LEVEL + "warn");
        }
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(DEADLINE))) {
            // Most tests want to see what one try comes to.
            all.add(DEADLINE + "0s");
        }
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(BREAKER))) {
            // Many tests let one target fail again and again.
            all.add(BREAKER + "enabled=false");
        }
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(PATIENCE))) {
            // Desks that hang at the end of a test are not worth waiting for.
            all.add(PATIENCE + "1s");
            all.add("--camel.main.shutdown-timeout=1");
        }
        all.addAll(List.of(arguments));
        LogLevels levels = new LogLevels(all);
        return new GatewayUnderTest(application.run(all.toArray(String[]::new)), data, levels);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The folder with ledger and analytics. */
    public Path data() {
        return data;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A request with body and headers given as pairs. */
    public HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/handovers"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
        if (Stream.of(headers).noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request without a body. */
    public HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static ObjectNode json(HttpResponse<String> response) throws IOException {
        return (ObjectNode) JSON.readTree(response.body());
    }

    public static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    /** Every line of the analytics log so far. */
    public List<String> analytics() throws IOException {
        return AnalyticsLines.in(data);
    }

    @Override
    public void close() {
        letShortWorkEnd();
        context.close();
        levels.close();
    }

    /** Camel looks once a second whether what is under way has ended. */
    private void letShortWorkEnd() {
        var inflight = context.getBean(CamelContext.class).getInflightRepository();
        long end = System.nanoTime() + SHORT.toNanos();
        while (context.isActive() && inflight.size() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(SHORT.toNanos() / 50);
        }
    }
}

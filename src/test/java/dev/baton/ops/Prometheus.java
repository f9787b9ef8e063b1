package dev.baton.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Prometheus with the configuration that {@code docker-compose.yml} mounts, looking every second. */
final class Prometheus implements AutoCloseable {

    static final Path ALERTS = Path.of("ops/prometheus/alerts.yaml");

    /** What it shows the gateway: {@code watch-this-gateway}. */
    static final String KEY_SHA256 = "88a10cc736977e514361f760d99257d7013065b1eeb4be8aae42d667772867d6";

    private static final Path CONFIGURATION = Path.of("src/main/docker/prometheus.yaml");
    private static final Pattern ADDRESS = Pattern.compile("msg=\"Listening on\" address=(\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    private Prometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param gateway port of the gateway on this machine */
    static Prometheus watching(int gateway, Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("management-key"), "watch-this-gateway");
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yaml"),
                Files.readString(CONFIGURATION)
                        .replace("\"gateway-1:8081\", \"gateway-2:8081\"", "\"127.0.0.1:" + gateway + "\"")
                        .replace(
                                "/etc/prometheus/alerts.yaml",
                                ALERTS.toAbsolutePath().toString())
                        .replace("/client/management-key", key.toString())
                        .replace("interval: 5s", "interval: 1s"));
        Path output = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return new Prometheus(process, address(process, output));
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String address(Process process, Path output) {
        return await().atMost(Duration.ofSeconds(30))
                .failFast(() -> assertThat(process.isAlive())
                        .as(Files.readString(output))
                        .isTrue())
                .until(
                        () -> {
                            Matcher address = ADDRESS.matcher(Files.readString(output));
                            return address.find() ? "http://" + address.group(1) : "";
                        },
                        found -> !found.isEmpty());
    }

    /** @return the result of an instant query, an array of series */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** @return the data of an answer that says success */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        JsonNode answer = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        assertThat(answer.path("status").asText())
                .as("%s%n%s", path, answer.path("error").asText())
                .isEqualTo("success");
        return answer.path("data");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

package dev.baton.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.support.Messages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docker-compose.yml} brings up what it says; needs a Docker engine and about two minutes. */
class ComposeIT {

    private static final Pattern CALL = Pattern.compile("(?ms)^```sh\\n(key=\\$\\(docker compose.*?)^```$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Compose compose;
    private static String key;

    @BeforeAll
    static void up() throws Exception {
        compose = Compose.require();
        compose.up();
        awaitHealth("gateway-1");
        awaitHealth("gateway-2");
        key = compose.exec("desks", "cat", "/client/key");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> post().statusCode() == 200);
    }

    @AfterAll
    static void down() throws Exception {
        if (compose != null) {
            compose.down();
        }
    }

    @Test
    void the_call_on_the_operators_page_is_answered() throws Exception {
        Matcher call = CALL.matcher(Files.readString(Path.of("docs/operations.md")));
        assertThat(call.find()).isTrue();

        String answer = Commands.run(Compose.environment(), "bash", "-c", compose.adapted(call.group(1)));

        assertThat(answer).contains("\"state\":\"accepted\"");
    }

    @Test
    void nobody_without_a_key_comes_in() throws Exception {
        assertThat(get(18080, "/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC").statusCode())
                .isEqualTo(401);
    }

    @Test
    void no_process_of_the_gateway_is_root_or_can_write_its_root_file_system() throws Exception {
        assertThat(compose.exec("gateway-1", "id", "-u")).isEqualTo("10001");
        assertThat(compose.exec("gateway-1", "bash", "-c", "! touch /app/x 2>&1"))
                .contains("Read-only file system");
        assertThat(compose.exec("gateway-1", "grep", "CapBnd", "/proc/1/status"))
                .endsWith("0000000000000000");
    }

    @Test
    void a_gateway_starts_with_what_the_build_has_learned() throws Exception {
        assertThat(compose.exec("gateway-1", "grep", "-c", "/app/baton.aot", "/proc/1/maps"))
                .isNotEqualTo("0");
    }

    @Test
    void a_gateway_that_is_killed_is_not_missed() throws Exception {
        compose.run("kill", "gateway-1");
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(post().statusCode()).isEqualTo(200);
            }
        } finally {
            compose.run("start", "gateway-1");
            awaitHealth("gateway-1");
        }
    }

    @Test
    void prometheus_sees_both_gateways_and_has_the_alerts() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode up = JSON.readTree(get(19090, "/api/v1/query?query=sum(up%7Bjob%3D%22baton%22%7D)")
                    .body());
            assertThat(up.at("/data/result/0/value/1").asText()).isEqualTo("2");
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(19090, "/api/v1/rules").body())
                        .contains("BatonGatewayDown", "BatonAnalyticsLost")
                        .doesNotContain("\"health\":\"err\""));
    }

    private static void awaitHealth(String service) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        compose.inspect(service, "{{.State.Health.Status}}").equals("healthy"));
    }

    private static HttpResponse<String> post() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:18080/handovers"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .header("Prefer", "wait=10")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(Messages.minimal("c-" + UUID.randomUUID())))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

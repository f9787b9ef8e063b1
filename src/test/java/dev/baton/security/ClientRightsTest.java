package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.RawHttp;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each client may do: where to, how often, and whether it may look at the actuator.
 *
 * <p>Behaviour 49.
 */
class ClientRightsTest {

    private static final String TARGETS =
            """
            targets: {a: {connector: logging-only}, b: {connector: logging-only}}
            steps: {to-a: {text: a, fallback: [b, log]}, to-b: {text: b}}
            default: to-a
            """;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        gateway = GatewayUnderTest.start(
                folder,
                TARGETS,
                key("free"),
                key("only-a"),
                "--baton.clients.only-a.targets=a,log",
                key("only-step"),
                "--baton.clients.only-step.steps=to-b",
                key("hasty"),
                "--baton.clients.hasty.rate=3/h",
                key("operator"),
                "--baton.clients.operator.management=true");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "free, target, a, 202",
        "free, target, nowhere, 422",
        "only-a, target, a, 202",
        "only-a, target, log, 202",
        "only-a, target, b, 403",
        "only-a, target, nowhere, 403",
        "only-a, step, to-a, 202",
        "only-a, step, to-b, 403",
        "only-step, step, to-b, 202",
        "only-step, step, to-a, 403",
        "only-step, step, nowhere, 403",
        "only-step, target, a, 202",
    })
    void a_client_hands_over_where_it_may(String client, String member, String name, int status) throws Exception {
        for (String more : new String[] {"", ", \"options\": {\"dryRun\": true}"}) {
            HttpResponse<String> answer =
                    gateway.post(Messages.with("\"%s\": \"%s\"%s".formatted(member, name, more)), as(client));

            int expected = status == 202 && !more.isEmpty() ? 200 : status;
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        }
    }

    @Test
    void the_refusal_says_what_would_be_right_and_nothing_of_others() throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.with("\"target\": \"b\""), as("only-a"));

        assertThat(GatewayUnderTest.json(answer).path("type").asText()).isEqualTo("urn:baton:problem:forbidden");
        assertThat(GatewayUnderTest.json(answer).path("detail").asText())
                .isEqualTo("The client may not hand over to the target b, only to: a, log.");
        assertThat(gateway.post(Messages.minimal(), as("only-step")).body()).contains("the step to-a, only to: to-b.");
    }

    @Test
    void a_client_that_is_too_hasty_is_told_when_to_come_again_before_its_body_is_read() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post(Messages.minimal(), as("hasty")).statusCode())
                    .isEqualTo(202);
        }
        RawHttp.Answer refused = RawHttp.send(
                gateway.port(),
                RawHttp.bytes("POST /handovers HTTP/1.1\nHost: x\nConnection: close\nX-API-Key: key-of-hasty\n"
                        + "Content-Type: application/json\nContent-Length: 100\nExpect: 100-continue\n\n"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().getOrDefault("Retry-After", "0")))
                .isBetween(1_100, 1_200);
        assertThat(refused.body()).contains("urn:baton:problem:too-many-requests", "Nothing was stored");
        assertThat(gateway.post(Messages.minimal(), as("free")).statusCode()).isEqualTo(202);
        assertThat(gateway.get("/actuator/prometheus", as("operator")).body())
                .contains("handover_requests_total{result=\"too_many_requests\"} 1.0");
    }

    @Test
    void once_a_client_manages_the_others_may_not_look() throws Exception {
        assertThat(gateway.get("/actuator/prometheus", "Authorization", "Bearer key-of-operator")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = gateway.get("/actuator/prometheus", as("free"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("The client free may not look here");
        assertThat(gateway.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--baton.clients.x.rate=fast | baton.clients.x.rate is no acceptable rate: expected for example 50/s",
                "--baton.clients.x.targets=a | baton.clients.x.key-sha256 is missing",
                "--baton.management.key-sha256=abc | baton.management.key-sha256 has no acceptable key hash",
                "--baton.oauth2.audience=a | baton.oauth2.issuer is missing",
                "--baton.oauth2.issuer=https://i.example | baton.oauth2.audience is missing",
                "--baton.oauth2.others=x | baton.oauth2.others=x is none of baton.clients",
                "--management.endpoints.web.base-path=/watch | base-path=/watch: expected /actuator",
                "--baton.server.body-within=0s | baton.server.body-within=PT0S: expected 1s or more",
            })
    void a_setting_that_would_not_do_stops_the_start(String setting, String message, @TempDir Path folder) {
        String[] settings = setting.contains(".rate")
                ? new String[] {setting, key("x"), "--logging.level.root=off"}
                : new String[] {setting, "--logging.level.root=off"};

        assertThatThrownBy(
                        () -> GatewayUnderTest.start(folder, TARGETS, settings).close())
                .hasStackTraceContaining("StartRefusedException")
                .hasStackTraceContaining(message);
    }

    private static String key(String client) {
        return "--baton.clients." + client + ".key-sha256=" + Sha256Hex.of("key-of-" + client);
    }

    private static String[] as(String client) {
        return new String[] {"X-API-Key", "key-of-" + client};
    }
}

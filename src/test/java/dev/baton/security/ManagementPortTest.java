package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.support.GatewayUnderTest;
import dev.baton.support.RawHttp;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;

/** The actuator on a port of its own, with a key of its own. */
class ManagementPortTest {

    private static GatewayUnderTest gateway;
    private static int port;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        gateway = GatewayUnderTest.start(
                folder,
                "default: s\nsteps: {s: {}}",
                "--management.server.port=0",
                "--baton.clients.halo.key-sha256=" + Sha256Hex.of("halos"),
                "--baton.management.key-sha256=" + Sha256Hex.of("operators"));
        port = gateway.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, none, 200",
        "/actuator/health/liveness, none, 200",
        "/actuator/health/readiness, none, 200",
        "/actuator/prometheus, none, 401",
        "/actuator/prometheus, wrong, 401",
        "/actuator/prometheus, halos, 403",
        "/actuator/prometheus, operators, 200",
        "/actuator/connectors, operators, 200",
        "/actuator, operators, 200",
        "/actuator/../actuator/prometheus, none, 401",
        "/%61ctuator/prometheus, none, 401",
        "/actuator/prometheus;x=/actuator/health, none, 401",
        "/actuator/prometheus/, none, 401",
        "//actuator/prometheus, none, 401",
        "/handovers, operators, 401",
        "/handovers, halos, 404",
    })
    void the_own_port_opens_to_the_own_key(String path, String key, int status) throws Exception {
        RawHttp.Answer answer = get(port, path, key);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        if (status >= 400) {
            assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        }
    }

    @Test
    void the_first_port_has_no_actuator_and_does_not_know_the_key() throws Exception {
        assertThat(get(gateway.port(), "/actuator/prometheus", "operators").status())
                .isEqualTo(404);
        assertThat(get(gateway.port(), "/handovers?conversation=c", "operators").status())
                .isEqualTo(401);
        assertThat(get(gateway.port(), "/handovers?conversation=c", "halos").status())
                .isEqualTo(200);
    }

    @Test
    void it_listens_where_the_gateway_listens_and_an_open_one_does_not_start(@TempDir Path folder) {
        assertThat(gateway.bean(Environment.class).getProperty("management.server.address"))
                .isNull();
        assertThatThrownBy(() -> GatewayUnderTest.start(
                                folder,
                                "steps: {s: {}}",
                                "--management.server.port=0",
                                "--management.server.address=0.0.0.0",
                                "--logging.level.root=off")
                        .close())
                .hasStackTraceContaining("set baton.management.key-sha256 or management.server.address=127.0.0.1");
    }

    private static RawHttp.Answer get(int port, String path, String key) throws Exception {
        String authorization = key.equals("none") ? "" : "Authorization: Bearer " + key + "\n";
        return RawHttp.send(
                port,
                RawHttp.bytes("GET " + path + " HTTP/1.1\nHost: gateway.example\nConnection: close\n" + authorization
                        + "\n"));
    }
}

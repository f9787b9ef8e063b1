package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two clients share a gateway and know nothing of each other. */
class ClientsApartTest {

    private static final String[] ALPHA = {"X-API-Key", "alpha-key", "Idempotency-Key", "same", "Prefer", "wait=20"};
    private static final String[] BETA = {
        "Authorization", "Bearer beta-key", "Idempotency-Key", "same", "Prefer", "wait=20"
    };

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(
                folder,
                DeskInstallation.targets(folder, desk),
                "--baton.clients.alpha.key-sha256=" + sha256("alpha-key"),
                "--baton.clients.beta.key-sha256=" + sha256("beta-key"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/handovers?conversation=c",
                "/openapi.yaml",
                "/handover.schema.json",
                "/schemas/targets.schema.json",
                "/schemas/example.schema.json",
                "/schemas/kamelet.schema.json",
                "/nowhere",
                "/actuator/prometheus",
                "/actuator"
            })
    void nothing_is_told_without_a_key(String path) throws Exception {
        assertThat(gateway.get(path).statusCode()).isEqualTo(401);
        assertThat(gateway.get(path, "X-API-Key", "gamma-key").statusCode()).isEqualTo(401);
    }

    @Test
    void nothing_is_taken_without_a_key() throws Exception {
        HttpResponse<String> refused = gateway.post(Messages.minimal("nobody's"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(gateway.post(Messages.minimal(), "X-API-Key", "").statusCode())
                .isEqualTo(401);
        assertThat(found("nobody's", ALPHA)).isZero();
    }

    @Test
    void a_load_balancer_may_ask_for_health() throws Exception {
        assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void same_key_same_conversation_two_clients_two_handovers() throws Exception {
        HttpResponse<String> alphas = gateway.post(Messages.minimal("shared"), ALPHA);
        HttpResponse<String> betas = gateway.post(Messages.with("shared", "\"context\": {\"of\": \"beta\"}"), BETA);

        assertThat(GatewayUnderTest.json(alphas).path("state").asText()).isEqualTo("accepted");
        assertThat(GatewayUnderTest.json(betas).path("state").asText()).isEqualTo("accepted");
        assertThat(betas.headers().firstValue("Idempotency-Replayed")).isEmpty();
        String alphasOwn = alphas.headers().firstValue("Location").orElseThrow();
        String betasOwn = betas.headers().firstValue("Location").orElseThrow();
        assertThat(alphasOwn).isNotEqualTo(betasOwn);
        assertThat(gateway.get(alphasOwn, ALPHA).statusCode()).isEqualTo(200);
        assertThat(gateway.get(alphasOwn, BETA).statusCode()).isEqualTo(404);
        assertThat(gateway.get(betasOwn, ALPHA).statusCode()).isEqualTo(404);
        assertThat(found("shared", ALPHA)).isOne();
        assertThat(found("shared", BETA)).isOne();
    }

    private static int found(String conversation, String... headers) throws Exception {
        return GatewayUnderTest.json(
                        gateway.get("/handovers?conversation=" + conversation.replace("'", "%27"), headers))
                .path("handovers")
                .size();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

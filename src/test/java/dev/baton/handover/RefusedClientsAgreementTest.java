package dev.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.schema.SchemaCheck;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.RawHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refusals of a gateway that knows clients are described too. */
class RefusedClientsAgreementTest {

    @Test
    void what_a_client_is_refused_is_answered_as_it_is_described(@TempDir Path folder) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                "default: s\nsteps: {s: {}}",
                "--baton.server.body-within=1s",
                "--baton.clients.halo.key-sha256=" + sha256("key"),
                "--baton.clients.halo.steps=other",
                "--baton.clients.halo.rate=2/h")) {
            agrees(RawHttp.Answer.of(gateway.post(Messages.minimal())), 401, "WWW-Authenticate");
            agrees(RawHttp.Answer.of(gateway.post(Messages.minimal(), "X-API-Key", "key")), 403);
            agrees(
                    RawHttp.send(
                            gateway.port(),
                            RawHttp.bytes("POST /handovers HTTP/1.1\nHost: x\nX-API-Key: key\n"
                                    + "Content-Type: application/json\nContent-Length: 9\n\n{")),
                    408);
            agrees(RawHttp.Answer.of(gateway.post(Messages.minimal(), "X-API-Key", "key")), 429, "Retry-After");
        }
    }

    @Test
    void every_way_to_show_who_one_is_is_described() {
        assertThat(OpenApiTest.API.at("/components/securitySchemes").properties().stream()
                        .map(Map.Entry::getKey))
                .containsExactly("bearer", "apiKey", "certificate");
        assertThat(OpenApiTest.API.path("security").findValuesAsText("certificate"))
                .hasSize(1);
    }

    private static void agrees(RawHttp.Answer answer, int status, String... headers) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode described = OpenApiTest.resolved(OpenApiTest.API.at("/paths/~1handovers/post/responses/" + status));
        JsonNode schema = described.at("/content/application~1problem+json/schema");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(SchemaCheck.of(OpenApiTest.standalone(schema)).check(new JsonMapper().readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
        for (String header : headers) {
            assertThat(described.path("headers").has(header)).isTrue();
            assertThat(answer.headers()).containsKey(header);
        }
        assertThat(Set.of(headers).contains("Retry-After"))
                .isEqualTo(answer.headers().containsKey("Retry-After"));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

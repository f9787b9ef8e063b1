package dev.baton.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/** A client sees its own dead letters and nobody else's, an operator those of all. */
class OperatorsTest {

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desks.target("first", "desk", "") + desks.target("second", "desk", "")
                        + "steps:\n  support: {text: first}\ndefault: support\n",
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.clients.alpha.key-sha256=" + sha256("alpha"),
                "--baton.clients.beta.key-sha256=" + sha256("beta"),
                "--baton.clients.ops.key-sha256=" + sha256("ops"),
                "--baton.clients.ops.operator=true",
                "--baton.clients.bound.key-sha256=" + sha256("bound"),
                "--baton.clients.bound.targets=first");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void a_client_learns_nothing_of_another_ones_dead_letters() throws Exception {
        String id = failed("alpha");

        assertThat(listed("alpha"))
                .extracting(letter -> letter.path("id").asText())
                .contains(id);
        assertThat(listed("beta")).isEmpty();
        assertThat(post("beta", "/handovers/" + id + "/replay", "{}").statusCode())
                .isEqualTo(404);
        assertThat(post("beta", "/handovers/" + id + "/discard", "{\"reason\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("beta", "/handovers/" + id).statusCode()).isEqualTo(404);
        assertThat(json(post("beta", "/handovers/replay", "{\"ids\": [\"" + id + "\"]}"))
                        .at("/results/0/problem/status")
                        .asInt())
                .isEqualTo(404);
        assertThat(json(post("beta", "/handovers/replay", "{\"target\": \"first\"}"))
                        .path("results"))
                .isEmpty();
        assertThat(post("nobody", "/handovers/" + id + "/replay", "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_operator_replays_in_the_name_of_the_client_and_is_remembered() throws Exception {
        String id = failed("alpha");
        assertThat(listed("ops"))
                .filteredOn(letter -> letter.path("id").asText().equals(id))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("client").asText()).isEqualTo("alpha"));
        desks.reset();

        HttpResponse<String> answer = post("ops", "/handovers/" + id + "/replay", "{}");

        ObjectNode replay = json(answer);
        assertThat(replay.path("state").asText()).as(answer.body()).isEqualTo("accepted");
        String self = "/handovers/" + replay.path("id").asText();
        assertThat(get("alpha", self).statusCode()).isEqualTo(200);
        JsonNode failed = json(get("ops", "/handovers/" + id));
        assertThat(failed.at("/history/3/data/by").asText()).isEqualTo("ops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bound", "ops"})
    void a_replay_goes_nowhere_where_its_own_client_may_not_send_it(String caller) throws Exception {
        String id = failed("bound");

        HttpResponse<String> refused = post(caller, "/handovers/" + id + "/replay", "{\"target\": \"second\"}");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(desks.calls("second")).isEmpty();
    }

    @Test
    void an_operator_sees_nothing_of_what_has_not_failed() throws Exception {
        desks.reset();
        String taken =
                json(post("alpha", "/handovers", Messages.minimal())).path("id").asText();

        assertThat(get("ops", "/handovers/" + taken).statusCode()).isEqualTo(404);
        assertThat(post("ops", "/handovers/" + taken + "/replay", "{}").statusCode())
                .isEqualTo(404);
    }

    private static String failed(String client) throws Exception {
        desks.answers("first", aResponse().withStatus(503));
        ObjectNode receipt = json(post(client, "/handovers", Messages.minimal()));
        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        return receipt.path("id").asText();
    }

    private static JsonNode listed(String client) throws Exception {
        return json(get(client, "/handovers?state=failed")).path("handovers");
    }

    private static HttpResponse<String> get(String client, String path) throws Exception {
        return gateway.get(path, "X-API-Key", client);
    }

    private static HttpResponse<String> post(String client, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.uri(path))
                                .headers("X-API-Key", client, "Content-Type", "application/json", "Prefer", "wait=20")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

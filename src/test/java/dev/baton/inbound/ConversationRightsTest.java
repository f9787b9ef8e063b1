package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.CallDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may say how a handover ended: its client, an operator, and the desk that has the call's token. */
class ConversationRightsTest {

    private static final String END = "{\"disposition\": \"resolved\", \"summary\": \"Done.\"}";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static CallDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = new CallDesk();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desk.target("agents"),
                "--baton.connectors=" + CallDesk.connectors(folder),
                "--baton.clients.bot.key-sha256=" + sha256("bot-key"),
                "--baton.clients.other.key-sha256=" + sha256("other-key"),
                "--baton.clients.boss.key-sha256=" + sha256("boss-key"),
                "--baton.clients.boss.operator=true",
                "--baton.clients.desk.key-sha256=" + sha256("desk-key"),
                "--baton.clients.desk.reads-by-token=true");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"bot, 200", "boss, 200", "other, 404", "desk, 404"})
    void by_its_id_a_handover_is_ended_by_its_client_and_by_an_operator(String client, int status) throws Exception {
        String id = moved("by-id-" + client);

        HttpResponse<String> answer = post("/handovers/" + id + "/return", client, END);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(state(id)).isEqualTo(status == 200 ? "returned" : "accepted");
        assertThat(post("/handovers/" + id + "/feedback", client, "{\"about\":\"bot\",\"by\":\"agent\",\"rating\":1}")
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"return, returned", "complete, completed"})
    void the_desk_that_has_the_token_ends_its_call_and_sees_no_more_of_it_than_it_may(String how, String state)
            throws Exception {
        String id = moved("by-token-" + how);
        String path = "/handovers/by-token/" + desk.token("by-token-" + how);

        HttpResponse<String> answer = post(path + "/" + how, "desk", END);
        HttpResponse<String> feedback =
                post(path + "/feedback", "desk", "{\"about\": \"bot\", \"by\": \"agent\", \"correction\": \"x\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("state").asText()).isEqualTo(state);
        assertThat(json(answer).has("links")).isFalse();
        assertThat(feedback.statusCode()).isEqualTo(200);
        assertThat(state(id)).isEqualTo(state);
    }

    @Test
    void a_client_that_is_no_desk_ends_nothing_by_token_and_a_guess_opens_nothing() throws Exception {
        String id = moved("no-desk");
        String path = "/handovers/by-token/";

        assertThat(post(path + desk.token("no-desk") + "/return", "bot", END).statusCode())
                .isEqualTo(403);
        assertThat(post(path + "0000000000zzzzzzzzzzzzzzzz/return", "desk", END).statusCode())
                .isEqualTo(404);
        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void a_conversation_of_the_same_name_is_another_client_s_own() throws Exception {
        moved("same-name");
        post("/conversations/same-name/pause", "other", "{\"for\": \"PT1H\"}");

        ObjectNode mine = json(gateway.get("/conversations/same-name/owner", "X-API-Key", "bot-key"));
        ObjectNode others = json(gateway.get("/conversations/same-name/owner", "X-API-Key", "other-key"));
        ObjectNode nobodies = json(gateway.get("/conversations/same-name/owner", "X-API-Key", "desk-key"));

        assertThat(mine.path("owner").asText()).isEqualTo("human");
        assertThat(others.path("owner").asText()).isEqualTo("nobody");
        assertThat(others.has("handover")).isFalse();
        assertThat(nobodies.path("owner").asText()).isEqualTo("bot");
        assertThat(gateway.get("/conversations/same-name/owner").statusCode()).isEqualTo(401);
    }

    private static String moved(String conversation) throws Exception {
        HttpResponse<String> answer = gateway.post(
                Messages.callTo("agents", conversation), "X-API-Key", "bot-key", "Prefer", "wait=20");
        assertThat(json(answer).path("state").asText()).as(answer.body()).isEqualTo("accepted");
        return json(answer).path("id").asText();
    }

    private static String state(String id) throws Exception {
        return json(gateway.get("/handovers/" + id, "X-API-Key", "bot-key"))
                .path("state")
                .asText();
    }

    private static HttpResponse<String> post(String path, String client, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(gateway.uri(path))
                        .POST(BodyPublishers.ofString(body))
                        .headers("X-API-Key", client + "-key", "Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

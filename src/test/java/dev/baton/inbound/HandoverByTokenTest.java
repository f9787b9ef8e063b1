package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Transition;
import dev.baton.support.CallDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent's desk reads the story behind a call with the token that came with it; nobody else does. */
class HandoverByTokenTest {

    private static final String[] BOT = {"X-API-Key", "bot-key", "Prefer", "wait=20"};
    private static final String[] DESK = {"Authorization", "Bearer desk-key"};
    private static final String UNKNOWN = "0000000000zzzzzzzzzzzzzzzz";

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
                "--baton.clients.desk.key-sha256=" + sha256("desk-key"),
                "--baton.clients.desk.reads-by-token=true");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void the_desk_reads_what_the_bot_told() throws Exception {
        String id = moved("told");

        HttpResponse<String> answer = gateway.get("/handovers/by-token/" + desk.token("told"), DESK);
        ObjectNode context = json(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(context.path("id").asText()).isEqualTo(id);
        assertThat(context.path("state").asText()).isEqualTo("accepted");
        assertThat(context.at("/conversation/id").asText()).isEqualTo("told");
        assertThat(context.at("/customer/name").asText()).isEqualTo("Ada Jansen");
        assertThat(context.at("/summary/text").asText()).isEqualTo("Wants a refund.");
        assertThat(context.at("/transcript/0/text").asText()).isEqualTo("Where is it?");
        assertThat(context.at("/context/order").asText()).isEqualTo("5512");
        assertThat(context.at("/routing/queue").asText()).isEqualTo("returns");
    }

    @Test
    void it_reads_nothing_with_which_it_could_act_for_the_bot() throws Exception {
        moved("no-dialog");

        ObjectNode context = json(gateway.get("/handovers/by-token/" + desk.token("no-dialog"), DESK));

        assertThat(context.path("voice"))
                .isEqualTo(
                        json("{'callId': 'call-1', 'sipCallId': 'no-dialog@sbc.example.net', 'from': '+31612345678'}"));
        assertThat(Stream.of(context.fieldNames())
                        .flatMap(names -> {
                            Stream.Builder<String> all = Stream.builder();
                            names.forEachRemaining(all::add);
                            return all.build();
                        })
                        .collect(Collectors.toSet()))
                .containsOnly(
                        "id",
                        "state",
                        "conversation",
                        "customer",
                        "reason",
                        "summary",
                        "transcript",
                        "context",
                        "routing",
                        "voice",
                        "requestedAt",
                        "updatedAt");
    }

    @Test
    void a_client_that_is_no_desk_is_refused_whatever_the_token() throws Exception {
        moved("foreign");

        HttpResponse<String> own = gateway.get("/handovers/by-token/" + desk.token("foreign"), BOT);
        HttpResponse<String> unknown = gateway.get("/handovers/by-token/" + UNKNOWN, BOT);

        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).isEqualTo(unknown.body());
        assertThat(json(own).path("type").asText()).isEqualTo("urn:baton:problem:forbidden");
        assertThat(gateway.get("/handovers/by-token/" + desk.token("foreign")).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "x",
                "0123456789abcdefghjkmnpqrs",
                "0000000000zzzzzzzzzzzzzzzz;a=b",
                "%30000000000zzzzzzzzzzzzzzzz",
                "0000000000ZZZZZZZZZZZZZZZZ"
            })
    void what_opens_nothing_is_404_and_not_repeated(String token) throws Exception {
        HttpResponse<String> answer = gateway.get("/handovers/by-token/" + token, DESK);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:baton:problem:not-found");
        assertThat(json(answer).path("detail").asText()).doesNotContain("zzzz", "0123");
    }

    @Test
    void what_was_purged_or_has_expired_is_read_no_more() throws Exception {
        String ended = moved("purged");
        moved("expired");
        Ledger ledger = gateway.bean(Ledger.class);
        Instant later = Instant.now().plusSeconds(60);
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();

        ledger.move(
                        ended,
                        new Transition(
                                Set.of(HandoverState.ACCEPTED),
                                HandoverState.COMPLETED,
                                Instant.now(),
                                nothing,
                                null,
                                null))
                .join();
        assertThat(status("purged")).isEqualTo(200);
        ledger.purge(later, 100).join();
        assertThat(status("purged")).isEqualTo(404);
        assertThat(status("expired")).isEqualTo(200);
        ledger.expire(later, later, 100).join();
        assertThat(status("expired")).isEqualTo(404);
    }

    private static int status(String conversation) throws Exception {
        return gateway.get("/handovers/by-token/" + desk.token(conversation), DESK)
                .statusCode();
    }

    @Test
    void the_bot_is_never_told_the_token() throws Exception {
        String self = "/handovers/" + moved("hidden");
        String token = desk.token("hidden");

        assertThat(token).matches("[0-9a-z]{26}");
        assertThat(gateway.get(self, BOT).body()).doesNotContain(token).contains("for ***");
        assertThat(gateway.get("/handovers?conversation=hidden", BOT).body())
                .doesNotContain(token)
                .contains("for ***");
        assertThat(gateway.send("POST", self + "/ready", BOT).body()).doesNotContain(token);
        assertThat(gateway.get(self, "X-API-Key", "bot-key", "Accept", "application/vnd.microsoft.activity+json")
                        .body())
                .doesNotContain(token);
    }

    @Test
    void another_client_cannot_say_ready() throws Exception {
        String self = "/handovers/" + moved("not-mine");

        assertThat(gateway.send("POST", self + "/ready", DESK).statusCode()).isEqualTo(404);
        assertThat(gateway.send("POST", self + "/ready").statusCode()).isEqualTo(401);
    }

    @Test
    void the_desk_reads_the_summary_that_the_gateway_made() throws Exception {
        String message = message("made")
                .replace("\"summary\": {\"text\": \"Wants a refund.\"}, ", "")
                .replace(
                        "\"text\": \"Where is it?\"}]",
                        "\"text\": \"Where is it?\"}, {\"author\": {\"role\": \"customer\"}, \"text\": \""
                                + "The parcel is late again. ".repeat(7) + "\"}]");

        assertThat(json(gateway.post(message, BOT)).path("state").asText()).isEqualTo("accepted");

        JsonNode context = new ObjectMapper()
                .readTree(gateway.get("/handovers/by-token/" + desk.token("made"), DESK)
                        .body());
        assertThat(context.at("/summary/text").asText())
                .startsWith("The customer came with: The parcel is late again.");
        assertThat(context.at("/summary/generatedBy").asText()).isEqualTo("baton-extract");
    }

    private static String moved(String conversation) throws Exception {
        HttpResponse<String> answer = gateway.post(message(conversation), BOT);
        assertThat(json(answer).path("state").asText()).as(answer.body()).isEqualTo("accepted");
        return json(answer).path("id").asText();
    }

    private static String message(String conversation) {
        return Messages.callTo("agents", conversation)
                .replace(
                        "\"voice\": {",
                        """
                        "summary": {"text": "Wants a refund."}, "context": {"order": "5512"},
                        "transcript": [{"author": {"role": "customer"}, "text": "Where is it?"}],
                        "routing": {"queue": "returns"}, "settings": {"announce": "none"}, "extensions": {"x": 1},
                        "voice": {"from": "+31612345678", "cseq": 7,
                          "remoteTarget": "sip:a@b.example", "routeSet": ["sip:p.example;lr"],
                          "headers": {"X-Key": "secret"}, """);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

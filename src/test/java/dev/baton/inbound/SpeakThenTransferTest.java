package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.CallDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A call hears its message before it is moved: the bot speaks, Baton waits, and the bot may say that it is done.
 *
 * <p>Behaviours 22, 24, 29.
 */
class SpeakThenTransferTest {

    private static final String MESSAGE = "\"message\": {\"text\": \"One moment please.\"}";
    private static final String LONG = "\"settings\": {\"transferAfterMs\": 60000}";

    private static CallDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = new CallDesk();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desk.target("agents") + desk.target("others")
                        + "steps:\n  speaking: {voice: agents, message: \"The step speaks.\"}\n",
                "--baton.connectors=" + CallDesk.connectors(folder));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void the_receipt_says_what_to_speak_and_how_long_the_delivery_waits() throws Exception {
        HttpResponse<String> answer =
                gateway.post(call("told", MESSAGE).replace("\"channel\"", "\"language\": \"nl\", \"channel\""));
        ObjectNode receipt = json(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(receipt.path("state").asText()).isEqualTo("requested");
        assertThat(receipt.path("speak")).isEqualTo(json("{'text': 'One moment please.', 'language': 'nl'}"));
        assertThat(receipt.path("message"))
                .isEqualTo(json("{'text': 'One moment please.', 'language': 'nl', 'by': 'bot'}"));
        assertThat(receipt.path("transferAfterMs").asInt()).isEqualTo(1200);
        assertThat(receipt.at("/links/ready").asText())
                .isEqualTo("/handovers/" + receipt.path("id").asText() + "/ready");
    }

    @Test
    void the_delivery_starts_when_the_time_is_over_and_not_before() throws Exception {
        ObjectNode receipt = json(gateway.post(call("in-time", MESSAGE)));

        Instant due = Instant.parse(receipt.path("requestedAt").asText())
                .plusMillis(receipt.path("transferAfterMs").asLong());
        await().until(() -> !desk.calls("in-time").isEmpty());
        assertThat(desk.calls("in-time").get(0).getLoggedDate().toInstant()).isBetween(due, due.plusMillis(1500));
        await().until(() -> state(receipt).equals("accepted"));
        assertThat(desk.calls("in-time")).hasSize(1);
    }

    @Test
    void a_bot_that_would_wait_for_the_outcome_hears_at_once_what_to_speak() throws Exception {
        HttpResponse<String> answer = gateway.post(call("at-once", MESSAGE + ", " + LONG), "Prefer", "wait=30");
        HttpResponse<String> again = gateway.post(
                call("at-once-2", MESSAGE + ", " + LONG + ", \"idempotencyKey\": \"at-once\""), "Prefer", "wait=30");
        HttpResponse<String> replay = gateway.post(
                call("at-once-2", MESSAGE + ", " + LONG + ", \"idempotencyKey\": \"at-once\""), "Prefer", "wait=30");

        assertThat(List.of(answer, again, replay)).allSatisfy(one -> {
            assertThat(one.statusCode()).isEqualTo(202);
            assertThat(one.headers().firstValue("Preference-Applied")).isEmpty();
            assertThat(json(one).has("speak")).isTrue();
        });
        assertThat(replay.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    @ParameterizedTest
    @CsvSource({"5, 1000", "45, 3000", "299, 19933", "4000, 20000"})
    void speaking_takes_a_second_for_15_characters_within_bounds(int characters, int millis) throws Exception {
        JsonNode shown = rehearsed("\"message\": {\"text\": \"%s\"}".formatted("x".repeat(characters)));

        assertThat(shown.path("transferAfterMs").asInt()).isEqualTo(millis);
        assertThat(shown.at("/speak/text").asText()).hasSize(characters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'announce': 'none'|{'text': 'x'}|0|",
                "'announce': 'respond'|{'text': 'x'}|1000|x",
                "'transferAfterMs': 0|{'text': 'x'}|0|x",
                "'transferAfterMs': 45000|{'text': 'x'}|45000|x",
                "'transferAfterMs': 45000|{'text': ' '}|0|",
                "'message': 'From the target.'|{'language': 'en'}|1066|From the target.",
                "'message': 'From the target.'|{'text': 'Its own.'}|1000|Its own.",
                "'message': 'From the target.'|{'send': 'none'}|0|",
            })
    void the_target_says_how_a_call_is_announced(String settings, String message, int millis, String spoken)
            throws Exception {
        JsonNode shown = rehearsed("\"message\": %s, \"settings\": {%s}"
                .formatted(message.replace('\'', '"'), settings.replace('\'', '"')));

        assertThat(shown.path("transferAfterMs").asInt(-1)).isEqualTo(millis);
        assertThat(shown.at("/speak/text").asText(null)).isEqualTo(spoken);
        assertThat(shown.at("/message/text").asText(null)).isEqualTo(spoken);
    }

    @Test
    void the_words_of_the_step_win_over_those_of_the_target() throws Exception {
        String message = call("step-speaks", "\"settings\": {\"message\": \"The target speaks.\"}")
                .replace("\"target\": \"agents\"", "\"step\": \"speaking\", \"options\": {\"dryRun\": true}");

        assertThat(json(gateway.post(message)).at("/speak/text").asText()).isEqualTo("The step speaks.");
    }

    @Test
    void where_nothing_is_said_the_call_moves_at_once() throws Exception {
        HttpResponse<String> answer = gateway.post(call("silent", LONG), "Prefer", "wait=20");

        assertThat(json(answer).path("state").asText()).isEqualTo("accepted");
        assertThat(json(answer).path("transferAfterMs").asInt(-1)).isZero();
        assertThat(json(answer).has("speak")).isFalse();
        assertThat(json(answer).path("links").has("ready")).isFalse();
    }

    @Test
    void a_text_conversation_waits_for_nothing() throws Exception {
        HttpResponse<String> answer = gateway.post(
                call("text", MESSAGE).replace("\"channel\": \"voice\"", "\"channel\": \"text\""), "Prefer", "wait=20");

        assertThat(json(answer).path("state").asText()).isEqualTo("accepted");
        assertThat(json(answer).has("transferAfterMs")).isFalse();
        assertThat(json(desk.calls("text").get(0).getBodyAsString()).has("token"))
                .isFalse();
    }

    @Test
    void ready_starts_the_delivery_at_once() throws Exception {
        ObjectNode receipt = json(gateway.post(call("ready", MESSAGE + ", " + LONG)));

        HttpResponse<String> started = ready(receipt, "Prefer", "wait=20");

        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        assertThat(started.headers().firstValue("Preference-Applied")).contains("wait=20");
        assertThat(json(started).path("state").asText()).isEqualTo("accepted");
        assertThat(desk.calls("ready")).hasSize(1);
    }

    @Test
    void of_20_who_say_ready_at_once_one_starts_it_and_all_are_answered() throws Exception {
        ObjectNode receipt = json(gateway.post(call("many", MESSAGE + ", " + LONG)));
        ExecutorService bots = Executors.newFixedThreadPool(20);
        List<Future<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i -> bots.submit(() -> ready(receipt, "Prefer", "wait=20")))
                .toList();

        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(json(answer.get()).path("state").asText()).isEqualTo("accepted");
        }
        bots.shutdown();
        assertThat(desk.calls("many")).hasSize(1);
        assertThat(json(gateway.get(self(receipt))).path("history"))
                .extracting(event -> event.path("state").asText())
                .containsExactly("requested", "delivering", "accepted");
    }

    @Test
    void ready_just_when_the_time_is_over_starts_it_once() throws Exception {
        for (int i = 1; i <= 12; i++) {
            String conversation = "race-" + i;
            ObjectNode receipt = json(gateway.post(
                    call(conversation, MESSAGE + ", \"settings\": {\"transferAfterMs\": %d}".formatted(i * 3))));

            assertThat(json(ready(receipt, "Prefer", "wait=20")).path("state").asText())
                    .isEqualTo("accepted");
            assertThat(desk.calls(conversation)).hasSize(1);
        }
    }

    @Test
    void ready_for_what_has_ended_or_never_waited_tells_how_it_stands() throws Exception {
        ObjectNode moved = json(gateway.post(call("ended"), "Prefer", "wait=20"));

        HttpResponse<String> answer = ready(moved);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("state").asText()).isEqualTo("accepted");
        assertThat(desk.calls("ended")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC/ready, 404",
        "/handovers/nonsense/ready, 404",
        "/handovers//ready, 404",
        "/handovers/by-token/ready, 404",
        "/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC/ready/, 404",
    })
    void ready_for_what_is_not_there_is_404(String path, int status) throws Exception {
        assertThat(gateway.send("POST", path).statusCode()).isEqualTo(status);
    }

    @Test
    void ready_is_said_by_post() throws Exception {
        ObjectNode receipt = json(gateway.post(call("by-get", MESSAGE + ", " + LONG)));

        assertThat(gateway.get(self(receipt) + "/ready").statusCode()).isEqualTo(405);
        assertThat(state(receipt)).isEqualTo("requested");
    }

    private static JsonNode rehearsed(String members) throws Exception {
        return json(gateway.post(call("rehearsed", members + ", \"options\": {\"dryRun\": true}")));
    }

    private static String call(String conversation, String... members) {
        return Messages.callTo("agents", conversation)
                .replaceFirst("}$", members.length == 0 ? "}" : ", " + members[0] + "}");
    }

    private static HttpResponse<String> ready(JsonNode receipt, String... headers) throws Exception {
        return gateway.send("POST", self(receipt) + "/ready", headers);
    }

    private static String state(JsonNode receipt) throws Exception {
        return json(gateway.get(self(receipt))).path("state").asText();
    }

    private static String self(JsonNode receipt) {
        return receipt.at("/links/self").asText();
    }
}

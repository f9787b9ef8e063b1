package dev.baton.trigger;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.Baton;
import dev.baton.conversation.Conversations;
import dev.baton.conversation.Owner;
import dev.baton.conversation.Ownership;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A bot tells its turns and hears when to hand over, or it is done for it.
 *
 * <p>Behaviours 1, 4, 12, 13, 48, 49, 50, 51, 52, 63, 64, 65, 66, 70, 73, 79.
 */
class TurnsTest {

    private static final String STEPS =
            """
            default: support
            steps:
              off: {text: log}
              support: {text: log, triggers: {contactRequest: true, noAnswer: true, failedToResolve: true}}
              patient: {text: log, triggers: {failedToResolve: {attempts: 3}}}
              measures:
                text: log
                triggers:
                  lowConfidence: {below: 0.4, times: 2}
                  negativeSentiment: true
              words:
                text: log
                triggers:
                  commands: true
                  buttons: [talk]
                  contactRequest: {phrases: {nl: [een mens graag]}}
                  sensitiveTopic: {phrases: [schulden]}
                  keywords: [opzeggen]
                  intents: [cancel contract]
                  noAnswer: true
              away:
                text: log
                message: One moment, {{customer.name}}.
                triggers: {mode: hand-over, noAnswer: true, contactRequest: true}
            """;
    private static final String HANDOVER =
            """
            "handover": {"source": {"platform": "halo", "botId": "support"}, "conversation": {"channel": "text"},
              "customer": {"name": "Ada"}, "context": {"order": "A-1"}}""";

    @TempDir
    static Path folder;

    private static final Map<String, Ownership> OWNED = new ConcurrentHashMap<>();
    private static GatewayUnderTest gateway;

    private final String conversation = "c-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        SpringApplication application = new SpringApplication(Baton.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(Conversations.class, Owners::new, bean -> bean.setPrimary(true)));
        gateway = GatewayUnderTest.start(application, folder, STEPS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void two_attempts_that_fail_are_enough() throws Exception {
        JsonNode first = tell("{'turnId': '1', 'outcome': 'unresolved'}");
        JsonNode second = tell("{'turnId': '2', 'outcome': 'unresolved', 'confidence': 0.55, 'intent': 'refund'}");

        assertThat(first).isEqualTo(json("{'turnId': '1', 'handOver': false, 'step': 'support', 'attempts': 1}"));
        assertThat(second)
                .isEqualTo(
                        json(
                                """
                {'turnId': '2', 'handOver': true, 'step': 'support', 'attempts': 2, 'trigger': 'failed_to_resolve',
                 'reason': {'code': 'unresolved', 'mode': 'automatic', 'trigger': 'failed_to_resolve',
                            'failedAttempts': 2, 'confidence': 0.55, 'intent': 'refund'}}"""));
    }

    @Test
    void success_begins_anew_and_a_turn_that_asks_back_changes_nothing() throws Exception {
        tell("{'turnId': '1', 'outcome': 'unresolved'}");
        assertThat(attempts(tell("{'turnId': '2', 'utterance': 'order A-1'}"))).isEqualTo(1);
        assertThat(attempts(tell("{'turnId': '3', 'outcome': 'resolved'}"))).isZero();
        JsonNode again = tell("{'turnId': '4', 'outcome': 'unresolved'}");

        assertThat(attempts(again)).isEqualTo(1);
        assertThat(again.path("handOver").asBoolean()).isFalse();
    }

    @Test
    void a_handover_begins_anew_whoever_made_it() throws Exception {
        tell("{'turnId': '1', 'outcome': 'unresolved'}");
        HttpResponse<String> posted = gateway.post(Messages.minimal(conversation), "Prefer", "wait=20");
        assertThat(json(posted).path("state").asText()).isEqualTo("logged");

        assertThat(attempts(tell("{'turnId': '2', 'outcome': 'unresolved'}"))).isEqualTo(1);
    }

    @Test
    void a_turn_counts_once_and_is_answered_alike() throws Exception {
        JsonNode first = tell("{'turnId': '1', 'outcome': 'unresolved'}");
        HttpResponse<String> again = post("{'turnId': '1', 'outcome': 'unresolved'}");

        assertThat(json(again)).isEqualTo(first);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        for (int i = 2; i <= 1 + Counting.REMEMBERED; i++) {
            tell("{'turnId': '" + i + "'}");
        }
        assertThat(attempts(tell("{'turnId': '2', 'outcome': 'unresolved'}"))).isEqualTo(1);
        assertThat(attempts(tell("{'turnId': '1', 'outcome': 'unresolved'}"))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            'language': 'en', 'utterance': 'Can I talk to a human?'             | true
            'language': 'en-GB', 'utterance': 'I need HELP from a real person'  | true
            'language': 'nl', 'utterance': 'Mag ik een mens spreken?'           | true
            'language': 'ja', 'utterance': '人と話したいです'                     | true
            'language': 'nl', 'utterance': 'Can I talk to a human?'             | false
            'utterance': 'Kann ich mit einem Menschen sprechen?'                | true
            'language': 'fi', 'utterance': 'Can I talk to a human?'             | true
            'language': 'en', 'utterance': 'My human rights'                    | false
            'language': 'en', 'utterance': 'I do not want to talk to a human'   | false
            'utterance': 'Ich will nicht mit einem Menschen sprechen'           | false
            """)
    void a_customer_may_ask_for_a_person(String members, boolean asks) throws Exception {
        JsonNode answer = tell("{'turnId': '1', 'outcome': 'resolved', " + members + "}");

        assertThat(answer.path("handOver").asBoolean()).isEqualTo(asks);
        if (asks) {
            assertThat(answer.path("reason"))
                    .isEqualTo(
                            json(
                                    """
                    {'code': 'customer_request', 'mode': 'manual', 'trigger': 'contact_request',
                     'failedAttempts': 0}"""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            'command': '/Human'                                    | command          | customer_request  | manual
            'utterance': ' /agent '                                | command          | customer_request  | manual
            'button': 'talk'                                       | button           | customer_request  | manual
            'language': 'nl', 'utterance': 'Een mens, graag!'      | contact_request  | customer_request  | manual
            'sensitive': true                                      | sensitive_topic  | sensitive_topic   | automatic
            'utterance': 'ik heb schulden'                         | sensitive_topic  | sensitive_topic   | automatic
            'utterance': 'Opzeggen!'                               | keyword          | business_rule     | automatic
            'intent': 'cancel_contract'                            | intent           | business_rule     | automatic
            'outcome': 'no_answer'                                 | no_answer        | no_answer         | automatic
            'outcome': 'bot_break', 'utterance': 'opzeggen'        | keyword          | business_rule     | automatic
            'button': 'talk', 'outcome': 'no_answer'               | button           | customer_request  | hybrid
            'button': 'other'                                      | none             | none              | none
            'utterance': 'human'                                   | none             | none              | none
            'language': 'nl', 'utterance': 'ik wil een mens spreken' | none           | none              | none
            'language': 'nl', 'utterance': 'ik wil niet een mens graag' | none        | none              | none
            """)
    void any_one_fires_and_the_first_is_the_reason(String members, String trigger, String code, String mode)
            throws Exception {
        JsonNode answer = tell("{'turnId': '1', 'step': 'words', " + members + "}");

        assertThat(answer.path("trigger").asText("none")).isEqualTo(trigger);
        assertThat(answer.at("/reason/trigger").asText("none")).isEqualTo(trigger);
        assertThat(answer.at("/reason/code").asText("none")).isEqualTo(code);
        assertThat(answer.at("/reason/mode").asText("none")).isEqualTo(mode);
    }

    @Test
    void low_confidence_counts_in_a_row() throws Exception {
        assertThat(fires("'confidence': 0.39")).isEqualTo("none");
        assertThat(fires("'confidence': 0.4")).isEqualTo("none");
        assertThat(fires("'confidence': 0.1")).isEqualTo("none");
        assertThat(fires("'intent': 'says nothing of it'")).isEqualTo("none");
        assertThat(fires("'confidence': 0.2")).isEqualTo("low_confidence");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.51, negative_sentiment",
        "-0.5, none",
        "'''Very_Negative''', negative_sentiment",
        "'''angry''', negative_sentiment",
        "'''not angry''', none"
    })
    void a_negative_sentiment_is_the_bots_to_tell(String sentiment, String trigger) throws Exception {
        assertThat(fires("'sentiment': " + sentiment)).isEqualTo(trigger);
    }

    @Test
    void the_gateway_hands_over_in_place_of_the_bots_break() throws Exception {
        String turn = "{'turnId': '1', 'step': 'away', 'language': 'en', 'outcome': 'bot_break',"
                + " 'utterance': 'Where is it?', " + HANDOVER + "}";

        HttpResponse<String> response = post(turn);

        ObjectNode answer = json(response);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(answer.path("handOver").asBoolean()).isTrue();
        assertThat(answer.path("replaceBotMessage").asBoolean()).isTrue();
        assertThat(answer.path("say").path("text").asText()).isEqualTo("One moment, Ada.");
        String id = answer.at("/handover/id").asText();
        assertThat(response.headers().firstValue("Location")).contains("/handovers/" + id);
        JsonNode message = gateway.bean(Ledger.class)
                .find("local", id)
                .orElseThrow()
                .handover()
                .message();
        assertThat(message)
                .isEqualTo(json(
                        """
                {'source': {'platform': 'halo', 'botId': 'support', 'triggerMessageId': '1'},
                 'conversation': {'channel': 'text', 'id': '%s', 'language': 'en'}, 'customer': {'name': 'Ada'},
                 'context': {'order': 'A-1'}, 'step': 'away',
                 'reason': {'code': 'no_answer', 'mode': 'automatic', 'trigger': 'no_answer', 'failedAttempts': 1,
                            'lastUtterance': 'Where is it?'}}"""
                                .formatted(conversation)));
        await().until(() ->
                json(gateway.get("/handovers/" + id)).path("state").asText().equals("logged"));
        HttpResponse<String> again = post(turn);
        assertThat(json(again)).isEqualTo(answer);
        assertThat(gateway.get("/handovers?conversation=" + conversation).body())
                .containsOnlyOnce(id + "\",\"state");
    }

    @Test
    void the_same_turn_many_times_at_once_is_one_handover() throws Exception {
        String turn = "{'turnId': '1', 'step': 'away', 'outcome': 'no_answer', " + HANDOVER + "}";

        var answers = IntStream.range(0, 16)
                .mapToObj(i -> HttpClient.newHttpClient().sendAsync(request(turn), BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(json(gateway.get("/handovers?conversation=" + conversation)).path("handovers"))
                .hasSize(1);
    }

    @Test
    void without_what_is_handed_over_it_only_advises() throws Exception {
        JsonNode answer = tell("{'turnId': '1', 'step': 'away', 'outcome': 'bot_break'}");

        assertThat(answer.path("handOver").asBoolean()).isTrue();
        assertThat(answer.path("replaceBotMessage").asBoolean()).isTrue();
        assertThat(answer.has("handover")).isFalse();
        assertThat(json(gateway.get("/handovers?conversation=" + conversation)).path("handovers"))
                .isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() throws Exception {
        HttpResponse<String> response = post(
                """
                {'outcome': 'unresolvd', 'confidence': 2, 'sentiment': -2, 'utterence': 'x',
                 'handover': {'source': {'platform': 'halo'}, 'conversation': {'channel': 'txt', 'id': 'other'},
                              'reason': {'code': 'other'}, 'target': 'log', 'options': {'dryRun': true}}}""");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:baton:problem:invalid-turn");
        assertThat(json(response).path("errors"))
                .extracting(error -> error.path("pointer").asText()
                        + error.path("didYouMean").asText(""))
                .containsExactlyInAnyOrder(
                        "/turnId",
                        "/outcomeunresolved",
                        "/confidence",
                        "/sentiment",
                        "/utterenceutterance",
                        "/handover/reason",
                        "/handover/target",
                        "/handover/options/dryRun",
                        "/handover/source/botId",
                        "/handover/conversation/channeltext",
                        "/handover/conversation/id");
        assertThat(post("{'turnId': '1', 'step': 'suport'}").body()).contains("\"didYouMean\":\"support\"");
    }

    @Test
    void a_step_without_triggers_says_so() throws Exception {
        HttpResponse<String> response = post("{'turnId': '1', 'step': 'off'}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:baton:problem:triggers-off");
        assertThat(json(response).path("mustAct").asText()).isEqualTo("integrator");
    }

    @Test
    void a_turn_that_is_not_the_bots_is_refused_and_not_counted() throws Exception {
        JsonNode before = tell("{'turnId': '1', 'outcome': 'unresolved'}");
        OWNED.put(
                conversation,
                new Ownership(Owner.HUMAN, Instant.EPOCH, "01JD6Q4WZ0V9K3M8T5X7B2N1RC", HandoverState.ACTIVE));

        HttpResponse<String> refused = post("{'turnId': '2', 'outcome': 'unresolved'}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("human");
        assertThat(json(refused).at("/links/first").asText()).isEqualTo("/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC");
        assertThat(tell("{'turnId': '1', 'outcome': 'unresolved'}")).isEqualTo(before);
        OWNED.remove(conversation);

        assertThat(attempts(tell("{'turnId': '2', 'outcome': 'unresolved'}"))).isEqualTo(2);
    }

    @Test
    void a_conversation_may_have_any_name() throws Exception {
        String strange = "a b+ü%?&" + conversation;
        String encoded = java.net.URLEncoder.encode(strange, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
        String turn = "{'turnId': '1', 'step': 'away', 'outcome': 'no_answer', " + HANDOVER + "}";

        JsonNode answer = json(HttpClient.newHttpClient().send(request(turn, encoded), BodyHandlers.ofString()));

        assertThat(answer.at("/handover/conversation/id").asText()).isEqualTo(strange);
    }

    @Test
    void what_fired_is_counted_and_told_with_the_handover() throws Exception {
        JsonNode answer = tell("{'turnId': '1', 'step': 'away', 'outcome': 'no_answer', " + HANDOVER + "}");
        String id = answer.at("/handover/id").asText();

        JsonNode requested = json(gateway.get("/handovers/" + id)).at("/history/0/data");
        assertThat(requested.path("reasonCode").asText()).isEqualTo("no_answer");
        assertThat(requested.path("mode").asText()).isEqualTo("automatic");
        assertThat(requested.path("trigger").asText()).isEqualTo("no_answer");
        await().untilAsserted(() -> assertThat(gateway.analytics())
                .anyMatch(line -> line.contains(id + "-1") && line.contains("\"trigger\":\"no_answer\"")));
        assertThat(gateway.get("/actuator/prometheus").body())
                .containsPattern("handover_triggers_total\\{[^}]*step=\"away\",trigger=\"no_answer\"\\} [1-9]");
    }

    @Test
    void who_hands_over_sooner_than_the_step_wants_is_told() throws Exception {
        String reason = "\"reason\": {\"code\": \"unresolved\", \"failedAttempts\": 1}";
        String posted = Messages.with("\"step\": \"patient\"").replaceAll("\"reason\": \\{[^}]*}", reason);

        assertThat(json(gateway.post(posted)).at("/warnings/0/code").asText()).isEqualTo("below_attempts");
        assertThat(json(gateway.post(renamed(posted.replace("\"failedAttempts\": 1", "\"failedAttempts\": 3"))))
                        .has("warnings"))
                .isFalse();
        assertThat(json(gateway.post(renamed(posted.replace("patient", "off")))).has("warnings"))
                .isFalse();
        assertThat(json(gateway.post(renamed(posted.replace("unresolved", "customer_request"))))
                        .has("warnings"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"command", "button", "phrase", "rule", "keyword", "intent", "sentiment", "satisfaction"})
    void a_bot_that_decides_by_itself_may_name_what_fired(String trigger) throws Exception {
        String posted = Messages.with("\"step\": \"off\"")
                .replace("\"customer_request\"", "\"other\", \"mode\": \"hybrid\", \"trigger\": \"" + trigger + "\"");

        String id = json(gateway.post(posted)).path("id").asText();

        JsonNode requested = json(gateway.get("/handovers/" + id)).at("/history/0/data");
        assertThat(requested.path("trigger").asText()).isEqualTo(trigger);
        assertThat(requested.path("mode").asText()).isEqualTo("hybrid");
        assertThat(gateway.post(posted.replace(trigger, trigger + "s")).body())
                .contains("\"didYouMean\":\"" + trigger + "\"");
    }

    private static String renamed(String message) {
        return message.replaceFirst("c-[0-9a-f-]{36}", "c-" + UUID.randomUUID());
    }

    private String fires(String members) throws Exception {
        String turn = "{'turnId': '" + UUID.randomUUID() + "', 'step': 'measures', " + members + "}";
        return tell(turn).path("trigger").asText("none");
    }

    private static int attempts(JsonNode answer) {
        return answer.path("attempts").asInt(-1);
    }

    private JsonNode tell(String turn) throws Exception {
        HttpResponse<String> response = post(turn);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private HttpResponse<String> post(String turn) throws Exception {
        return HttpClient.newHttpClient().send(request(turn), BodyHandlers.ofString());
    }

    private HttpRequest request(String turn) {
        return request(turn, conversation);
    }

    private static HttpRequest request(String turn, String conversation) {
        return HttpRequest.newBuilder(gateway.uri("/conversations/" + conversation + "/turns"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(turn.replace('\'', '"')))
                .build();
    }

    private static final class Owners implements Conversations {

        @Override
        public Ownership ownership(String client, String conversationId) {
            return OWNED.getOrDefault(conversationId, Ownership.OF_THE_BOT);
        }

        @Override
        public CompletableFuture<Void> pause(String client, String conversationId, Instant until) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Boolean> resume(String client, String conversationId) {
            return CompletableFuture.completedFuture(false);
        }
    }
}

package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.ledger.Ledger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bot on the Bot Framework hands over with the event it has, and reads the event it knows. */
class BotFrameworkTest {

    private static final String EVENT = "application/vnd.microsoft.activity+json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(folder, DeskInstallation.targets(folder, desk));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void a_bot_of_copilot_studio_reaches_the_target_that_the_address_names() throws Exception {
        ObjectNode activity = example("what Copilot Studio sends");

        ObjectNode receipt = json(post("?target=msc-nl", activity, "Prefer", "wait=20"));

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("msc-nl");
        assertThat(receipt.path("conversation")).isEqualTo(activity.path("conversation"));
        assertThat(stored(receipt).path("summary").path("text").asText()).isEqualTo("Wants a refund of order A-1.");
    }

    @Test
    void an_event_of_the_sdk_is_known_by_its_shape_and_takes_the_default_step() throws Exception {
        ObjectNode activity =
                example("what the SDK's EventFactory makes, with a transcript whose authors it has overwritten");

        ObjectNode receipt = json(post("", activity, "Content-Type", "application/json", "Prefer", "wait=20"));

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("step").asText()).isEqualTo("support");
        assertThat(stored(receipt).at("/routing/skills/0").asText()).isEqualTo("credit cards");
        assertThat(stored(receipt).path("transcript")).hasSize(2);
    }

    @Test
    void the_address_may_name_a_step() throws Exception {
        ObjectNode activity = activity("{'Name': 'Ada', 'Email': 'ada@example.org'}");

        assertThat(json(post("?step=inbox", activity)).path("target").asText()).isEqualTo("msc-nl");
    }

    @Test
    void names_in_the_activity_choose_nothing() throws Exception {
        ObjectNode activity = example("names that would choose something are context");

        HttpResponse<String> answer = post("", activity);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("target").asText()).isEqualTo("genesys-eu");
        assertThat(stored(json(answer)).path("context")).isEqualTo(activity.path("value"));
        assertThat(stored(json(answer)).has("settings")).isFalse();
    }

    @Test
    void the_address_of_an_ordinary_message_chooses_nothing() throws Exception {
        HttpResponse<String> answer = send("?step=inbox", Messages.minimal(), "application/json");

        assertThat(json(answer).path("target").asText()).isEqualTo("genesys-eu");
    }

    @Test
    void the_same_activity_twice_is_one_handover() throws Exception {
        ObjectNode activity = activity("{}").put("id", "twice");

        String id = json(post("", activity)).path("id").asText();
        HttpResponse<String> again = post("", activity);
        assertThat(json(again).path("id").asText()).isEqualTo(id);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");

        assertThat(problem(post("?target=log", activity))).isEqualTo("422 urn:baton:problem:key-reused");
        assertThat(problem(post("", activity, "Idempotency-Key", "another")))
                .isEqualTo("409 urn:baton:problem:conversation-busy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            []                                                                   |             | found [], expected an object
            5                                                                    |             | found 5, expected an object
            {}                                                                   | /type /name /conversation | expected
            {'type':'message','name':'handoff.initiate','conversation':{'id':'c'}} | /type     | found "message", expected exactly "event"
            {'type':'event','name':'handoff.status','conversation':{'id':'c'}}   | /name       | expected exactly "handoff.initiate"
            {'type':'event','name':'handoff.initiate'}                           | /conversation | expected
            {'type':'event','name':'handoff.initiate','conversation':{}}         | /conversation/id | expected
            {'type':'event','name':'handoff.initiate','conversation':{'id':''}}  | /conversation/id | expected 1 to 256 characters
            {'type':'event','name':'handoff.initiate','conversation':{'id':'..'}} | /conversation/id | not . or ..
            {'type':'event','name':'handoff.initiate','conversation':{'id':'a\\u0007b'}} | /conversation/id | no control characters
            {'type':'event','name':'handoff.initiate','conversation':{'id':'c'},'id':5} | /id  | found 5
            {'type':'event','name':'handoff.initiate','conversation':{'id':'c'},'attachments':[5]} | /attachments/0 | found 5, expected an object
            {'type':'event','name':'handoff.initiate','conversation':{'id':'c'},'from':'u'} | /from | found "u"
            {'type':'event','name':'handoff.initiate','conversation':{'id':'c'},'attachments':[{'name':'other'},{'name':'Transcript','content':{'activities':[{'type':'typing'},{'type':'message','text':'x','timestamp':'2026-13-45T99:99:99Z'}]}}]} | /attachments/1/content/activities/1/timestamp | found "2026-13-45T99:99:99Z"
            """)
    void what_is_wrong_is_said_where_it_stands_in_the_activity(String body, String pointers, String words)
            throws Exception {
        HttpResponse<String> answer = send("", body.replace('\'', '"'), EVENT);

        assertThat(problem(answer)).isEqualTo("422 urn:baton:problem:invalid-handover");
        JsonNode errors = json(answer).path("errors");
        assertThat(errors)
                .extracting(error -> error.path("pointer").asText())
                .containsExactly((pointers == null ? "" : pointers).split(" "));
        JsonNode first = errors.path(0);
        assertThat("found " + first.path("found").asText() + ", expected "
                        + first.path("expected").asText())
                .contains(words);
    }

    @Test
    void what_the_target_lacks_is_asked_for_where_the_bot_would_give_it() throws Exception {
        HttpResponse<String> answer = post("?target=msc-nl", activity("{}"));

        assertThat(problem(answer)).isEqualTo("422 urn:baton:problem:invalid-handover");
        assertThat(json(answer).path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .containsExactly("/value/Name", "/value/Email");
    }

    @Test
    void too_many_variables_are_refused_at_their_place() throws Exception {
        ObjectNode activity = activity("{}");
        for (int i = 0; i < 201; i++) {
            activity.withObject("/value").put("v" + i, i);
        }

        HttpResponse<String> answer = post("", activity);

        assertThat(json(answer).at("/errors/0/pointer").asText()).isEqualTo("/value");
    }

    @ParameterizedTest
    @CsvSource({
        "?step=suport, found \"suport\", 'the name of a configured step, in the query parameter step', support",
        "?target=msc, found \"msc\", 'the name of a configured target, in the query parameter target', ",
        "?step=support&target=log, found \"log\", 'in the query parameter target', ",
        "?step=, found \"\", 'in the query parameter step', "
    })
    void a_wrong_choice_is_refused_as_one_of_the_address(String query, String found, String expected, String hint)
            throws Exception {
        HttpResponse<String> answer = post(query, activity("{}"));

        assertThat(problem(answer)).isEqualTo("422 urn:baton:problem:invalid-handover");
        JsonNode error = json(answer).at("/errors/0");
        assertThat("found " + error.path("found").asText()).isEqualTo(found);
        assertThat(error.path("pointer").asText("none")).isEmpty();
        assertThat(error.path("expected").asText()).contains(expected);
        assertThat(error.path("didYouMean").asText()).isEqualTo(hint == null ? "" : hint);
    }

    @Test
    void an_activity_is_no_larger_than_a_message_and_as_strict() throws Exception {
        assertThat(problem(send("", "x".repeat(1024 * 1024 + 1), EVENT))).isEqualTo("413 urn:baton:problem:too-large");
        assertThat(problem(send("", "{\"type\":\"event\",\"type\":\"event\"}", EVENT)))
                .isEqualTo("400 urn:baton:problem:malformed-json");
        assertThat(problem(send("", "{}", EVENT + "; charset=latin1")))
                .isEqualTo("415 urn:baton:problem:unsupported-media-type");
    }

    @Test
    void a_transcript_of_very_many_small_activities_ends_in_bounded_time() throws Exception {
        String body = activity("{}").toString();
        String many = ",{\"type\":\"message\",\"text\":\"x\"}".repeat(30_000).substring(1);
        String activity = body.substring(0, body.length() - 1)
                + ",\"attachments\":[{\"name\":\"Transcript\",\"content\":{\"activities\":[" + many + "]}}]}";

        HttpResponse<String> answer = send("", activity, EVENT);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(stored(json(answer)).at("/transcript/0/text").asText()).contains("28001 earlier activities cut");
    }

    @Test
    void the_outcome_is_told_as_the_event_that_such_a_bot_knows() throws Exception {
        ObjectNode activity = activity("{}").put("id", "status").put("channelId", "directline");

        HttpResponse<String> undecided = post("", activity, "Accept", EVENT);
        assertThat(undecided.statusCode()).isEqualTo(202);
        assertThat(undecided.headers().firstValue("Content-Type")).contains(EVENT);
        assertThat(json(undecided).at("/value/state").asText()).isEqualTo("requested");

        ObjectNode status = json(post("", activity, "Accept", EVENT + ", application/json;q=0.5", "Prefer", "wait=20"));
        assertThat(status.path("type").asText()).isEqualTo("event");
        assertThat(status.path("name").asText()).isEqualTo("handoff.status");
        assertThat(status.path("value").toString()).isEqualTo("{\"state\":\"accepted\"}");
        assertThat(status.path("conversation")).isEqualTo(activity.path("conversation"));
        assertThat(status.path("replyToId").asText()).isEqualTo("status");
        assertThat(status.at("/channelData/receipt/message/text").asText()).contains("live agent");

        String self = undecided.headers().firstValue("Location").orElseThrow();
        assertThat(json(gateway.get(self, "Accept", EVENT))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json",
        "*/*",
        "'application/json, application/vnd.microsoft.activity+json;q=0.5'",
        "application/vnd.microsoft.activity+json;q=0",
        "no media type"
    })
    void who_does_not_ask_for_the_event_gets_the_receipt(String accept) throws Exception {
        HttpResponse<String> answer = post("", activity("{}"), "Accept", accept);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).path("state").asText()).isEqualTo("requested");
    }

    private static JsonNode stored(JsonNode receipt) {
        return gateway.bean(Ledger.class)
                .find("local", receipt.path("id").asText())
                .orElseThrow()
                .handover()
                .message();
    }

    private static String problem(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return answer.statusCode() + " " + json(answer).path("type").asText();
    }

    private static ObjectNode activity(String value) throws IOException {
        ObjectNode activity = (ObjectNode) json("{'type': 'event', 'name': 'handoff.initiate'}");
        activity.putObject("conversation").put("id", "c-" + UUID.randomUUID());
        activity.set("value", json(value));
        return activity;
    }

    private static ObjectNode example(String name) throws IOException {
        try (InputStream file = BotFrameworkTest.class.getResourceAsStream("/activity/activities.yaml")) {
            for (JsonNode row : new YAMLMapper().readTree(file)) {
                if (row.path("name").asText().equals(name)) {
                    ObjectNode activity = (ObjectNode) row.path("activity");
                    activity.withObject("/conversation").put("id", "c-" + UUID.randomUUID());
                    return activity;
                }
            }
        }
        throw new AssertionError(name);
    }

    private static HttpResponse<String> post(String query, JsonNode activity, String... headers) throws Exception {
        return send(query, activity.toString(), EVENT, headers);
    }

    private static HttpResponse<String> send(String query, String body, String type, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.uri("/handovers") + query))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}

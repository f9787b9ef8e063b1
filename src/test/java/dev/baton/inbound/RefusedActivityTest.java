package dev.baton.inbound;

import static dev.baton.inbound.ActivityPoster.EVENT;
import static dev.baton.inbound.ActivityPoster.activity;
import static dev.baton.inbound.ActivityPoster.problem;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an activity is said where it stands in it. */
class RefusedActivityTest {

    private static ActivityPoster bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        bot = ActivityPoster.start(folder);
    }

    @AfterAll
    static void stop() {
        bot.close();
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
        HttpResponse<String> answer = bot.send("", body.replace('\'', '"'), EVENT);

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
        HttpResponse<String> answer = bot.post("?target=msc-nl", activity("{}"));

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

        HttpResponse<String> answer = bot.post("", activity);

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
        HttpResponse<String> answer = bot.post(query, activity("{}"));

        assertThat(problem(answer)).isEqualTo("422 urn:baton:problem:invalid-handover");
        JsonNode error = json(answer).at("/errors/0");
        assertThat("found " + error.path("found").asText()).isEqualTo(found);
        assertThat(error.path("pointer").asText("none")).isEmpty();
        assertThat(error.path("expected").asText()).contains(expected);
        assertThat(error.path("didYouMean").asText()).isEqualTo(hint == null ? "" : hint);
    }

    @Test
    void an_activity_is_no_larger_than_a_message_and_as_strict() throws Exception {
        assertThat(problem(bot.send("", "x".repeat(1024 * 1024 + 1), EVENT)))
                .isEqualTo("413 urn:baton:problem:too-large");
        assertThat(problem(bot.send("", "{\"type\":\"event\",\"type\":\"event\"}", EVENT)))
                .isEqualTo("400 urn:baton:problem:malformed-json");
        assertThat(problem(bot.send("", "{}", EVENT + "; charset=latin1")))
                .isEqualTo("415 urn:baton:problem:unsupported-media-type");
    }

    @Test
    void a_transcript_of_very_many_small_activities_ends_in_bounded_time() throws Exception {
        String body = activity("{}").toString();
        String many = ",{\"type\":\"message\",\"text\":\"x\"}".repeat(30_000).substring(1);
        String activity = body.substring(0, body.length() - 1)
                + ",\"attachments\":[{\"name\":\"Transcript\",\"content\":{\"activities\":[" + many + "]}}]}";

        HttpResponse<String> answer = bot.send("", activity, EVENT);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(bot.stored(json(answer)).at("/transcript/0/text").asText()).contains("28001 earlier activities cut");
    }
}

package dev.baton.words;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.CallDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behaviours 23, 29: a caller hears the last words, in speech of the voice's own markup, and then the call moves. */
class SpokenWordsTest {

    private static final String STEPS =
            """
            steps:
              marked:
                voice: agents
                message: {en: "Shown.", voice: {en: "<speak>One moment please,<break time='2s'/> <emphasis>{{name}}</emphasis>.</speak>"}}
            """;

    private static CallDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = new CallDesk();
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desk.target("agents") + STEPS,
                "--baton.connectors=" + CallDesk.connectors(folder));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @Test
    void the_voice_gets_ssml_with_the_values_escaped_and_the_time_counts_what_is_heard() throws Exception {
        ObjectNode receipt = json(gateway.post(call("marked", "")));

        assertThat(receipt.path("speak"))
                .isEqualTo(GatewayUnderTest.json("{'text': 'One moment please, A & B.', 'ssml': "
                        + "'<speak>One moment please,<break time=~2s~/> <emphasis>A &amp; B</emphasis>.</speak>',"
                                .replace("~", "\\u0027")
                        + " 'language': 'en'}"));
        assertThat(receipt.path("transferAfterMs").asInt()).isEqualTo(25 * 1000 / 15);
        assertThat(receipt.at("/message/by").asText()).isEqualTo("bot");
    }

    @Test
    void the_words_are_on_record_before_the_call_moves() throws Exception {
        ObjectNode receipt = json(gateway.post(call("in-order", "\"settings\": {\"transferAfterMs\": 0},")));
        String self = receipt.at("/links/self").asText();

        Awaitility.await()
                .until(() -> json(gateway.get(self)).path("state").asText().equals("accepted"));
        assertThat(json(gateway.get(self)).path("history"))
                .extracting(event ->
                        event.path("state").asText() + event.path("sequence").asText())
                .startsWith("requested1", "delivering2");
        assertThat(json(gateway.get(self)).at("/history/0/data/message"))
                .isEqualTo(GatewayUnderTest.json("{'by': 'bot', 'language': 'en', 'characters': 25}"));
    }

    private static String call(String conversation, String members) {
        return Messages.callTo("x", conversation)
                .replace(
                        "\"target\": \"x\"",
                        members
                                + "\"step\": \"marked\", \"context\": {\"name\": \"A & B\"}, \"message\": {\"language\": \"en\"}");
    }
}

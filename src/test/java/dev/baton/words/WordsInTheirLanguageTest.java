package dev.baton.words;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The customer is told the last words in the conversation's language, where there are words in it.
 *
 * <p>Behaviours 15, 22, 23, 24, 25, 26, 27, 28, 29.
 */
class WordsInTheirLanguageTest {

    private static final String TARGETS =
            """
            targets:
              caller: {connector: custom-voice, settings: {host: x.invalid, accountId: a, apiKey: "${file:KEY}", customType: t, configuration: {q: 1}}}
              speaker: {connector: custom-voice, settings: {host: x.invalid, accountId: a, apiKey: "${file:KEY}", customType: t, configuration: {q: 1}, message: "The platform speaks."}}
            steps:
              one: {message: "You will now be helped by a Live Agent!"}
              none: {message: ""}
              blank: {message: {en: "Hello", nl: " {{nobody}} "}}
              many:
                voice: caller
                message:
                  en: "One moment, {{name}}."
                  nl: "Een moment, {{name}}."
                  de: "Einen Moment, {{name}}."
                  voice: {en: "<speak>One moment,<break time=\\"1s\\"/> <say-as interpret-as=\\"{{how}}\\">{{name}}</say-as>.</speak>"}
              spoken: {voice: speaker, message: {en: "The step speaks, {{name}}.", nl: "De stap spreekt, {{name}}."}}
              silent: {voice: speaker}
              fallen: {voice: speaker, message: "The step speaks.", fallback: [log]}
            default: one
            """;

    private static final String DUTCH =
            """
            "transcript": [
              {"author": {"role": "bot"}, "text": "Hello! How can I help you today? I am the assistant of Example."},
              {"author": {"role": "customer"}, "text": "Kan ik een medewerker spreken?"},
              {"author": {"role": "bot"}, "text": "I am sorry, I did not understand that. Can you say it in other words?"},
              {"author": {"role": "customer"}, "text": "ik wil een mens spreken"}]""";

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "secret");
        gateway = GatewayUnderTest.start(folder, TARGETS.replace("KEY", key.toString()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl-BE | Een moment, Ann. | nl",
                "en | One moment, Ann. | en",
                "de-AT | Einen Moment, Ann. | de",
                "fr | One moment, Ann. | en",
            })
    void the_words_are_in_the_language_that_the_bot_gives(String language, String text, String said) throws Exception {
        for (String given : List.of(
                "\"message\": {\"language\": \"" + language + "\"}",
                "\"customer\": {\"locale\": \"" + language + "\"}",
                "\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"text\": \"?\", \"language\": \"" + language
                        + "\"}]")) {
            ObjectNode receipt = receipt("many", given);

            assertThat(receipt.at("/message"))
                    .as(given)
                    .isEqualTo(GatewayUnderTest.json(
                            "{'text': '%s', 'language': '%s', 'by': 'bot'}".formatted(text, said)));
            assertThat(receipt.has("language")).isFalse();
        }
    }

    @Test
    void a_language_that_nobody_gives_is_that_of_the_customers_own_lines() throws Exception {
        ObjectNode receipt = receipt("many", DUTCH);

        assertThat(receipt.at("/message/text").asText()).isEqualTo("Een moment, Ann.");
        assertThat(receipt.at("/message/language").asText()).isEqualTo("nl");
        assertThat(receipt.at("/language/detected").asText()).isEqualTo("nl");
        assertThat(receipt.at("/language/confidence").asDouble()).isBetween(0.1, 1.0);
        assertThat(json(gateway.get(receipt.at("/links/self").asText())).path("language"))
                .isEqualTo(receipt.path("language"));
    }

    @Test
    void the_last_utterance_is_the_customers_too() throws Exception {
        ObjectNode receipt = receipt(
                "many",
                "\"reason\": {\"code\": \"no_answer\", \"lastUtterance\": \"Ich möchte mit einem Menschen sprechen\"}");

        assertThat(receipt.at("/message/text").asText()).isEqualTo("Einen Moment, Ann.");
    }

    @Test
    void what_is_not_clear_is_not_guessed() throws Exception {
        ObjectNode receipt =
                receipt("many", "\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"text\": \"ok\"}]");

        assertThat(receipt.at("/message/language").asText()).isEqualTo("en");
        assertThat(receipt.has("language")).isFalse();
    }

    @Test
    void a_single_text_needs_no_language() throws Exception {
        ObjectNode receipt = receipt("one", DUTCH);

        assertThat(receipt.path("message"))
                .isEqualTo(GatewayUnderTest.json("{'text': 'You will now be helped by a Live Agent!', 'by': 'bot'}"));
        assertThat(receipt.has("language")).isFalse();
    }

    @Test
    void the_target_gets_the_language_and_the_ledger_keeps_what_the_bot_sent() throws Exception {
        ObjectNode shown = rehearsed("many", DUTCH);
        ObjectNode given = rehearsed("many", DUTCH + ", \"message\": {\"language\": \"nl\"}");

        assertThat(shown.at("/calls/0/body/language").asText()).isEqualTo("nl");
        assertThat(shown.at("/language/detected").asText()).isEqualTo("nl");
        assertThat(given.at("/calls/0/body").has("language")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"none, en", "blank, nl"})
    void where_the_words_are_empty_nothing_is_said(String step, String language) throws Exception {
        ObjectNode receipt = receipt(step, "\"message\": {\"language\": \"" + language + "\"}");

        assertThat(receipt.has("message")).isFalse();
    }

    @Test
    void ssml_is_for_the_voice_and_text_for_who_reads() throws Exception {
        ObjectNode shown =
                rehearsed("many", "\"message\": {\"language\": \"en\"}").without("warnings");

        assertThat(shown.at("/message/text").asText()).isEqualTo("One moment, Ann & <Bob>.");
        assertThat(shown.at("/message/ssml").asText())
                .isEqualTo("<speak>One moment,<break time=\"1s\"/> <say-as interpret-as=\"\">Ann &amp;"
                        + " &lt;Bob&gt;</say-as>.</speak>");
    }

    @Test
    void a_platform_that_speaks_says_the_steps_words_and_the_bot_does_not() throws Exception {
        ObjectNode shown = rehearsed("spoken", "\"message\": {\"language\": \"nl\"}");
        ObjectNode own = rehearsed("silent", "\"message\": {\"language\": \"nl\"}");
        ObjectNode nothing = rehearsed("spoken", "\"message\": {\"send\": \"none\"}");

        assertThat(shown.at("/message/by").asText()).isEqualTo("platform");
        assertThat(shown.at("/message/text").asText()).isEqualTo("De stap spreekt, Ann & <Bob>.");
        assertThat(shown.at("/calls/0/body/message/text").asText()).isEqualTo("De stap spreekt, Ann & <Bob>.");
        assertThat(own.at("/message/by").asText()).isEqualTo("platform");
        assertThat(own.at("/calls/0/body/message/text").asText()).isEqualTo("The platform speaks.");
        assertThat(nothing.has("message")).isFalse();
        assertThat(nothing.at("/calls/0/body").has("message")).isFalse();
    }

    @Test
    void where_the_platform_did_not_get_the_call_the_bot_says_it() throws Exception {
        ObjectNode receipt = json(gateway.post(
                Messages.callTo("x", "fallen").replace("\"target\": \"x\"", "\"step\": \"fallen\""),
                "Prefer",
                "wait=30"));

        assertThat(receipt.path("target").asText()).isEqualTo("log");
        assertThat(receipt.path("message"))
                .isEqualTo(GatewayUnderTest.json("{'text': 'The step speaks.', 'by': 'bot'}"));
    }

    @Test
    void where_no_platform_speaks_the_bot_does() throws Exception {
        ObjectNode shown = rehearsed("many", "\"message\": {\"language\": \"nl\"}");

        assertThat(shown.at("/message/by").asText()).isEqualTo("bot");
        assertThat(shown.at("/calls/0/body").has("message")).isFalse();
    }

    @Test
    void the_words_come_before_the_delivery_and_the_log_does_not_have_them() throws Exception {
        ObjectNode receipt = receipt("many", DUTCH);
        String id = receipt.path("id").asText();

        JsonNode requested = Awaitility.await()
                .until(
                        () -> gateway.analytics().stream()
                                .filter(line -> line.contains(id) && line.contains("\"requested\""))
                                .toList(),
                        lines -> !lines.isEmpty())
                .stream()
                .map(WordsInTheirLanguageTest::read)
                .findFirst()
                .orElseThrow();

        assertThat(requested.at("/data/sequence").asInt()).isEqualTo(1);
        assertThat(requested.at("/data/message"))
                .isEqualTo(
                        GatewayUnderTest.json("{'by': 'bot', 'language': 'nl', 'detected': true, 'characters': 16}"));
        assertThat(String.join("\n", gateway.analytics()))
                .doesNotContain("moment")
                .doesNotContain("Ann");
    }

    private static ObjectNode receipt(String step, String members) throws Exception {
        String body = Messages.with("\"step\": \"" + step + "\", \"context\": {\"name\": \"Ann\"}, " + members);
        if (members.startsWith("\"reason\"")) {
            body = body.replace("\"reason\": {\"code\": \"customer_request\"},", "");
        }
        var answer = gateway.post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    private static ObjectNode rehearsed(String step, String members) throws Exception {
        String body = Messages.callTo("x", "rehearsed")
                .replace(
                        "\"target\": \"x\"",
                        "\"step\": \"" + step
                                + "\", \"context\": {\"name\": \"Ann & <Bob>\"}, \"options\": {\"dryRun\": true}, "
                                + members);
        var answer = gateway.post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode read(String line) {
        try {
            return GatewayUnderTest.json(line);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package dev.baton.words;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The closing words come in the conversation's language, in the way the message before the handover does.
 *
 * <p>Behaviours 26, 27, 55.
 */
class ClosingWordsTest {

    private static final String TARGETS =
            """
            targets:
              speaker: {connector: custom-voice, settings: {host: x.invalid, accountId: a, apiKey: "${file:/etc/hostname}", customType: t, configuration: {q: 1}, message: "The platform speaks."}}
            steps:
              plain: {message: "One moment.", actions: [{type: sendMessage}]}
              silent: {actions: [{type: sendMessage, parameters: {text: ""}}]}
              twice: {actions: [{type: sendMessage}, {type: sendMessage, parameters: {text: "The last word."}}]}
              many:
                voice: speaker
                actions:
                  - type: sendMessage
                    parameters:
                      text:
                        en: "Goodbye, {{name}}."
                        nl: "Tot ziens, {{name}}."
                        voice: {en: "<speak>Goodbye,<break/> {{name}}.</speak>"}
            default: plain
            """;

    private static TranslatorStub translator;
    private static GatewayUnderTest alone;
    private static GatewayUnderTest translating;

    @BeforeAll
    static void start(@TempDir Path one, @TempDir Path other) throws Exception {
        translator = new TranslatorStub();
        alone = GatewayUnderTest.start(one, TARGETS);
        translating = GatewayUnderTest.start(
                other,
                TARGETS,
                "--baton.translate.service=libretranslate",
                "--baton.translate.url=" + translator.url(),
                "--baton.translate.within=10s");
    }

    @AfterAll
    static void stop() {
        translating.close();
        alone.close();
        translator.close();
    }

    @Test
    void the_document_s_words_are_translated() throws Exception {
        ObjectNode receipt = receipt(translating, "plain", "nl", "");

        assertThat(receipt.path("message"))
                .isEqualTo(GatewayUnderTest.json("{'text': '> One moment.', 'language': 'nl', 'translated': true,"
                        + " 'by': 'bot', 'closing': '> " + Action.CLOSING
                        + "', 'closingLanguage': 'nl', 'closingTranslated': true}"));
        assertThat(translator.asked("Thank you!").get(0).body().path("source").asText())
                .isEqualTo("en");
        assertThat(receipt.has("warnings")).isFalse();
    }

    @Test
    void where_nobody_translates_the_document_s_words_the_bot_is_told() throws Exception {
        ObjectNode receipt = receipt(alone, "plain", "nl", "");

        assertThat(receipt.at("/message/closing").asText()).isEqualTo(Action.CLOSING);
        assertThat(receipt.at("/message/closingLanguage").asText()).isEqualTo("en");
        assertThat(receipt.at("/message").has("closingTranslated")).isFalse();
        assertThat(receipt.path("warnings"))
                .singleElement()
                .isEqualTo(GatewayUnderTest.json("{'pointer': '/actions/0', 'code': 'not_translated', 'detail':"
                        + " 'The closing message could not be translated into nl, so it is as it was written.'}"));
    }

    @Test
    void who_speaks_the_language_of_the_document_or_an_unknown_one_gets_its_words_without_more() throws Exception {
        assertThat(receipt(alone, "plain", "en-GB", "").has("warnings")).isFalse();
        assertThat(receipt(translating, "plain", "en-GB", "")
                        .at("/message/closing")
                        .asText())
                .isEqualTo(Action.CLOSING);
        assertThat(json(alone.post(body("plain", "\"extensions\": {}"))).has("warnings"))
                .isFalse();
    }

    @Test
    void a_bot_may_forbid_that_they_are_translated() throws Exception {
        for (GatewayUnderTest gateway : new GatewayUnderTest[] {alone, translating}) {
            ObjectNode receipt = receipt(gateway, "plain", "nl", "\"message\": {\"translate\": false}");

            assertThat(receipt.at("/message/closing").asText()).isEqualTo(Action.CLOSING);
            assertThat(receipt.has("warnings")).isFalse();
        }
    }

    @Test
    void a_step_s_words_are_in_the_language_that_is_recognised() throws Exception {
        ObjectNode receipt = json(
                alone.post(
                        body(
                                "many",
                                "\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"text\": \"ik wil graag een mens spreken\"}]")));

        assertThat(receipt.path("message"))
                .isEqualTo(GatewayUnderTest.json(
                        "{'closing': 'Tot ziens, A & B.', 'closingLanguage': 'nl', 'by': 'bot'}"));
        assertThat(receipt.at("/language/detected").asText()).isEqualTo("nl");
    }

    @Test
    void a_call_hears_ssml_with_the_values_escaped() throws Exception {
        ObjectNode receipt = onCall("\"message\": {\"language\": \"en\", \"text\": \"One moment.\"}");

        assertThat(receipt.at("/message/closingSsml").asText()).isEqualTo("<speak>Goodbye,<break/> A &amp; B.</speak>");
        assertThat(receipt.at("/message/closing").asText()).isEqualTo("Goodbye, A & B.");
    }

    @Test
    void they_do_not_change_who_says_the_others() throws Exception {
        ObjectNode receipt = onCall("\"message\": {\"language\": \"en\", \"text\": \"One moment.\"}");

        assertThat(receipt.at("/message/by").asText()).isEqualTo("platform");
        assertThat(receipt.at("/message/text").asText()).isEqualTo("One moment.");
    }

    @Test
    void a_variable_without_a_value_leaves_a_warning() throws Exception {
        ObjectNode receipt = receipt(alone, "plain", "en", actions("Bye {{nobody}}!"));

        assertThat(receipt.at("/message/closing").asText()).isEqualTo("Bye!");
        assertThat(receipt.at("/warnings/0/code").asText()).isEqualTo("missing_variable");
        assertThat(receipt.at("/warnings/0/detail").asText()).contains("The closing message", "'nobody'");
    }

    @Test
    void what_the_bot_wrote_is_translated_only_when_it_names_two_languages() throws Exception {
        assertThat(closing(translating, "da", actions("Written by the bot"))).isEqualTo("Written by the bot");
        assertThat(closing(translating, "da", actions("Written in English") + ", \"message\": {\"language\": \"en\"}"))
                .isEqualTo("> Written in English");
    }

    @Test
    void what_the_bot_wrote_is_never_ssml() throws Exception {
        ObjectNode receipt = receipt(alone, "plain", "en", actions("<speak>{{name}}</speak>"));

        assertThat(receipt.at("/message/closing").asText()).isEqualTo("<speak>A & B</speak>");
        assertThat(receipt.at("/message").has("closingSsml")).isFalse();
    }

    @Test
    void the_last_of_several_is_said_and_an_empty_one_says_nothing() throws Exception {
        assertThat(closing(alone, "en", "\"step\": \"twice\"")).isEqualTo("The last word.");
        JsonNode silent = receipt(alone, "silent", "en", "");

        assertThat(silent.has("message")).isFalse();
        assertThat(silent.at("/actions/0/state").asText()).isEqualTo("done");
    }

    private static String actions(String text) {
        return "\"actions\": [{\"type\": \"sendMessage\", \"parameters\": {\"text\": \"" + text + "\"}}]";
    }

    private static String closing(GatewayUnderTest gateway, String language, String members) throws Exception {
        String step = members.startsWith("\"step\"") ? members.split("\"")[3] : "plain";
        return receipt(gateway, step, language, step.equals("plain") ? members : "")
                .at("/message/closing")
                .asText();
    }

    private static ObjectNode receipt(GatewayUnderTest gateway, String step, String language, String members)
            throws Exception {
        var answer = gateway.post(body(step, members.isEmpty() ? "\"extensions\": {}" : members)
                .replace("\"channel\"", "\"language\": \"" + language + "\", \"channel\""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    private static ObjectNode onCall(String members) throws Exception {
        String body = Messages.callTo("x", "on-call")
                .replace(
                        "\"target\": \"x\"",
                        "\"step\": \"many\", \"context\": {\"name\": \"A & B\"}, \"options\": {\"dryRun\": true}, "
                                + members);
        return json(alone.post(body));
    }

    private static String body(String step, String members) {
        return Messages.with("\"step\": \"" + step + "\", \"context\": {\"name\": \"A & B\"}, " + members);
    }
}

package dev.baton.words;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a step has no words in the conversation's language, a translator makes them: without seeing who the customer is,
 * and without keeping anybody waiting.
 *
 * <p>Behaviours 26, 27.
 */
class TranslationTest {

    private static final String WITHIN = "400ms";

    private static final String TARGETS =
            """
            steps:
              plain: {message: "One moment please, {{name}}, about order {{order.id}}."}
              many: {message: {en: "In English", nl: "In het Nederlands", voice: {en: "<speak>Hello {{name}}<break/>now</speak>"}}}
              cached: {message: "Asked once."}
              lost: {message: "Lost {{name}} here."}
              failing: {message: "Failing."}
              slow: {message: "Slow."}
            default: plain
            """;

    private static TranslatorStub translator;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        translator = new TranslatorStub();
        gateway = GatewayUnderTest.start(
                folder,
                TARGETS,
                "--baton.translate.service=libretranslate",
                "--baton.translate.url=" + translator.url() + "/",
                "--baton.translate.key=hush-hush",
                "--baton.translate.within=" + WITHIN,
                "--baton.translate.breaker-pause=1s",
                "--logging.level.dev.baton.words=error");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        translator.close();
    }

    @BeforeEach
    void aTranslatorThatWorks() {
        translator.translates(text -> "> " + text);
    }

    @Test
    void the_text_is_translated_and_the_values_stay_here() throws Exception {
        ObjectNode receipt = receipt("plain", "nl-BE", "");

        assertThat(receipt.path("message"))
                .isEqualTo(GatewayUnderTest.json("{'text': '> One moment please, Ann, about order 5512.',"
                        + " 'language': 'nl-BE', 'translated': true, 'by': 'bot'}"));
        TranslatorStub.Asked asked = translator.asked("One moment please").get(0);
        assertThat(asked.path()).isEqualTo("/translate");
        assertThat(asked.body().path("q").asText())
                .isEqualTo("One moment please, <span translate=\"no\">1</span>, about order"
                        + " <span translate=\"no\">3</span>.");
        assertThat((JsonNode) asked.body().<ObjectNode>deepCopy().without("q"))
                .isEqualTo(GatewayUnderTest.json(
                        "{'source': 'auto', 'target': 'nl', 'format': 'html', 'api_key': 'hush-hush'}"));
        assertThat(translator.asked("Ann")).isEmpty();
        assertThat(receipt.has("warnings")).isFalse();
    }

    @Test
    void words_that_are_there_are_not_translated() throws Exception {
        ObjectNode receipt = receipt("many", "nl", "");

        assertThat(receipt.at("/message/text").asText()).isEqualTo("In het Nederlands");
        assertThat(receipt.at("/message").has("translated")).isFalse();
        assertThat(translator.asked("In het Nederlands")).isEmpty();
    }

    @Test
    void what_is_missing_is_made_of_the_first_words_whose_language_is_known() throws Exception {
        assertThat(receipt("many", "de", "").at("/message/text").asText()).isEqualTo("> In English");
        assertThat(translator.asked("In English").get(0).body().path("source").asText())
                .isEqualTo("en");
        assertThat(translator.asked("In English").get(0).body().path("format").asText())
                .isEqualTo("text");
    }

    @Test
    void the_language_is_recognised_where_nobody_gives_it() throws Exception {
        ObjectNode receipt = json(
                gateway.post(
                        body(
                                "many",
                                "\"transcript\": [{\"author\": {\"role\": \"customer\"}, \"text\": \"Je veux résilier mon abonnement\"}]")));

        assertThat(receipt.at("/message/text").asText()).isEqualTo("> In English");
        assertThat(receipt.at("/message/language").asText()).isEqualTo("fr");
        assertThat(receipt.at("/language/detected").asText()).isEqualTo("fr");
    }

    @Test
    void the_same_words_are_translated_once() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(receipt("cached", "it", "").at("/message/text").asText()).isEqualTo("> Asked once.");
        }
        assertThat(translator.asked("Asked once.")).hasSize(1);
        receipt("cached", "es", "");
        assertThat(translator.asked("Asked once.")).hasSize(2);
    }

    @Test
    void a_translation_that_lost_a_variable_does_not_count() throws Exception {
        translator.translates(text -> text.replaceAll("<[^>]*>", ""));

        saysTheOriginal(receipt("lost", "de", ""), "Lost Ann here.");
    }

    @Test
    void a_translator_that_fails_changes_nothing_but_the_language() throws Exception {
        translator.answersWith(500);

        saysTheOriginal(receipt("failing", "de", ""), "Failing.");
    }

    @Test
    void a_handover_waits_no_longer_than_it_may_and_the_next_one_has_the_translation() throws Exception {
        CountDownLatch hanging = translator.hangs();
        long began = System.nanoTime();
        ObjectNode first = receipt("slow", "de", "");
        ObjectNode second = receipt("slow", "de", "");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        hanging.countDown();

        saysTheOriginal(first, "Slow.");
        saysTheOriginal(second, "Slow.");
        assertThat(took).isLessThan(Duration.ofSeconds(8));
        assertThat(translator.asked("Slow.")).hasSize(1);
        Awaitility.await()
                .until(() ->
                        receipt("slow", "de", "").at("/message/text").asText().equals("> Slow."));
    }

    @Test
    void a_bot_may_forbid_it() throws Exception {
        ObjectNode receipt = receipt("many", "sv", "\"message\": {\"translate\": false}");

        assertThat(receipt.at("/message/text").asText()).isEqualTo("In English");
        assertThat(receipt.at("/message/language").asText()).isEqualTo("en");
        assertThat(receipt.has("warnings")).isFalse();
    }

    @Test
    void what_the_bot_wrote_is_translated_when_it_names_two_languages_or_asks_for_it() throws Exception {
        assertThat(receipt("plain", "da", "\"message\": {\"text\": \"Written by the bot\"}")
                        .at("/message/text")
                        .asText())
                .isEqualTo("Written by the bot");
        assertThat(receipt("plain", "da", "\"message\": {\"text\": \"Written by the bot\", \"language\": \"en\"}")
                        .at("/message/text")
                        .asText())
                .isEqualTo("> Written by the bot");
        assertThat(receipt("plain", "fi", "\"message\": {\"text\": \"Written by the bot\", \"translate\": true}")
                        .at("/message/text")
                        .asText())
                .isEqualTo("> Written by the bot");
    }

    @Test
    void the_tags_of_ssml_are_left_alone() throws Exception {
        translator.translates(text -> text.replace("Hello", "Hallo").replace("now", "jetzt"));
        ObjectNode shown =
                json(gateway.post(body("many", "\"message\": {\"language\": \"de\"}, \"options\": {\"dryRun\": true}")
                        .replace("\"text\"", "\"voice\"")));

        assertThat(shown.at("/message/ssml").asText()).isEqualTo("<speak>Hallo Ann<break/>jetzt</speak>");
        assertThat(shown.at("/message/text").asText()).isEqualTo("Hallo Ann jetzt");
        assertThat(shown.at("/message/translated").asBoolean()).isTrue();
    }

    private static void saysTheOriginal(ObjectNode receipt, String text) {
        assertThat(receipt.at("/message/text").asText()).isEqualTo(text);
        assertThat(receipt.at("/message").has("translated")).isFalse();
        assertThat(receipt.at("/message").has("language")).isFalse();
        assertThat(receipt.at("/warnings/0/code").asText()).isEqualTo("not_translated");
        assertThat(receipt.at("/warnings/0/detail").asText()).contains(" into de,");
    }

    private static ObjectNode receipt(String step, String language, String members) throws Exception {
        String body = body(step, members.isEmpty() ? "\"extensions\": {}" : members)
                .replace("\"channel\"", "\"language\": \"" + language + "\", \"channel\"");
        var answer = gateway.post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    private static String body(String step, String members) {
        return Messages.with(
                "\"step\": \"" + step + "\", \"context\": {\"name\": \"Ann\", \"order\": {\"id\": 5512}}, " + members);
    }
}

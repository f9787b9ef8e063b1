package dev.baton.target;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.baton.handover.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviours 15, 22, 28. */
class WordingTest {

    private static final ConnectorForm LOGGING = new ConnectorForm(
            "logging-only", Set.of(Channel.values()), JsonNodeFactory.instance.objectNode(), Set.of());

    private static final String ALL =
            "{en: Hello, nl: Hallo, pt-BR: Oi, zh-Hant: 您好, voice: {en: Hello caller, fr: Allô}}";

    private final Path dir;

    WordingTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, en, Hello",
        "TEXT, EN, Hello",
        "TEXT, en-GB, Hello",
        "TEXT, nl-BE, Hallo",
        "TEXT, nl-Latn-BE, Hallo",
        "TEXT, pt-PT, Oi",
        "TEXT, pt, Oi",
        "TEXT, zh-Hant-TW, 您好",
        "TEXT, fr,",
        "TEXT, n,",
        "TEXT, nld,",
        "VOICE, en-US, Hello caller",
        "VOICE, nl, Hallo",
        "VOICE, fr-CA, Allô",
        "VOICE, de,",
    })
    void the_words_are_those_of_the_language_or_of_the_nearest(Channel channel, String language, String expected)
            throws IOException {
        assertThat(read(ALL).in(channel, language).map(Wording.Words::text).orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello | Hello | Hello",
                "'' | |",
                "{nl: Hallo, en: Hello} | Hallo | Hallo",
                "{en: Hello, voice: Hello caller} | Hello | Hello caller",
                "{voice: {en: Hello caller}} | | Hello caller",
            })
    void who_speaks_none_of_the_languages_hears_the_first_words(String message, String shown, String spoken)
            throws IOException {
        Wording wording = read(message.isEmpty() ? "\"\"" : message);

        assertThat(first(wording, Channel.TEXT)).isEqualTo(shown == null ? "" : shown);
        assertThat(first(wording, Channel.VOICE)).isEqualTo(spoken == null ? "" : spoken);
    }

    @Test
    void what_is_spoken_in_no_language_is_for_all() throws IOException {
        Wording wording = read("{en: Hello, nl: Hallo, voice: '<speak>Ping</speak>'}");

        assertThat(wording.in(Channel.VOICE, "nl")).isEmpty();
        assertThat(first(wording, Channel.VOICE)).isEqualTo("<speak>Ping</speak>");
        assertThat(wording.otherwise(Channel.VOICE)).get().matches(Wording.Words::isSsml);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | /steps/a/message: found 7, expected",
                "{} | /steps/a/message: found",
                "{english: Hello} | /steps/a/message/english: found this name, expected a member name of a language tag such as en, nl-BE or zh-Hant, or voice",
                "{voice: {voice: Hello}} | /steps/a/message/voice/voice: found this name, expected",
                "{dk: Hej} | /steps/a/message/dk: found 'dk', expected a language of ISO 639, such as en, nl or da",
                "{nl-be: Hoi, nl-BE: Hallo} | /steps/a/message/nl-BE: found 'nl-BE' again, expected each language once",
                "{en: 7} | /steps/a/message/en: found 7, expected a string",
                "{en: <speak>Hi</speak>} | /steps/a/message/en: found SSML, expected it under 'voice', where it is spoken",
                "<speak>Hi</speak> | /steps/a/message: found SSML, expected it under 'voice'",
                "{voice: <speak>Hi} | /steps/a/message/voice: found SSML that is not well-formed in its line 1",
                "{voice: {en: <speak>R&D</speak>}} | /steps/a/message/voice/en: found SSML that is not well-formed",
                "{voice: '<speak><{{x}}/></speak>'} | found SSML that is not well-formed",
                "{voice: '<speak>&ouml;</speak>'} | found SSML",
                "{voice: '<speak><!-- {{x}} --></speak>'} | found SSML with a comment",
                "{voice: '<speaker>Hi</speaker>'} | found SSML in the element 'speaker', expected it in 'speak'",
            })
    void what_cannot_be_said_is_told_with_its_place(String message, String expected) {
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> read(message)))
                .hasMessageContaining(expected)
                .hasMessageContaining("[integrator]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<speak>Hi {{name}}<break time=\"{{pause}}\"/></speak>",
                "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\">R&amp;D</speak>",
                "<speak><amazon:effect name=\"whispered\">Hi</amazon:effect></speak>",
            })
    void ssml_may_have_variables_where_text_may_be(String ssml) throws IOException {
        assertThat(first(read("{voice: {en: '" + ssml + "'}}"), Channel.VOICE)).isEqualTo(ssml);
    }

    @Test
    void the_closing_words_are_checked_in_the_same_way() {
        assertThat(catchThrowableOfType(
                        ConfigurationException.class,
                        () -> closing("{type: sendMessage, parameters: {text: {en: Bye, nl: <speak>Dag</speak>}}}")))
                .hasMessageContaining("/steps/a/actions/0/parameters/text/nl: found SSML, expected it under 'voice'");
    }

    private void closing(String action) throws IOException {
        Path file = Files.writeString(dir.resolve("targets.yaml"), "steps: {a: {actions: [" + action + "]}}");
        TargetsFile.load(file, Map.of("logging-only", LOGGING), name -> null);
    }

    private static String first(Wording wording, Channel channel) {
        return wording.otherwise(channel).map(Wording.Words::text).orElse("");
    }

    private Wording read(String message) throws IOException {
        Path file = Files.writeString(dir.resolve("targets.yaml"), "steps: {a: {message: " + message + "}}");
        Targets targets = TargetsFile.load(file, Map.of("logging-only", LOGGING), name -> null);
        return requireNonNull(requireNonNull(targets.steps().get("a")).message());
    }
}

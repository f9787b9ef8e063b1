package dev.baton.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.baton.handover.Channel;
import dev.baton.phrase.ContactRequests;
import dev.baton.phrase.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a step says of its triggers is taken, or refused with what would be right. */
class TriggersTest {

    private static final Map<String, ConnectorForm> LOG = Map.of(
            "logging-only",
            new ConnectorForm(
                    "logging-only", Set.of(Channel.values()), JsonNodeFactory.instance.objectNode(), Set.of()));

    @TempDir
    Path folder;

    @Test
    void a_step_has_none_unless_it_says_so() throws Exception {
        assertThat(stepOf("steps: {a: {text: log}}").triggers()).isNull();
    }

    @Test
    void what_is_left_out_is_off_and_what_is_on_has_the_defaults() throws Exception {
        Triggers off = triggers("{noAnswer: true, failedToResolve: false, commands: false}");
        Triggers on = triggers("{failedToResolve: true, lowConfidence: true, negativeSentiment: true, commands: true,"
                + " contactRequest: true, sensitiveTopic: true}");

        assertThat(off.handsOver()).isFalse();
        assertThat(off.commands()).isEmpty();
        assertThat(off.contactRequests()).isEmpty();
        assertThat(off.failedAttempts()).isZero();
        assertThat(off.lowConfidence()).isNull();
        assertThat(off.sensitive()).isFalse();
        assertThat(on.failedAttempts()).isEqualTo(2);
        assertThat(on.lowConfidence()).isEqualTo(new Triggers.Below(0.4, 1));
        assertThat(on.negativeSentiment()).isEqualTo(new Triggers.Below(-0.5, 1));
        assertThat(on.negativeWords()).contains("very negative");
        assertThat(on.commands()).containsExactlyInAnyOrder("human", "agent", "person");
        assertThat(on.contactRequests()).isEqualTo(ContactRequests.shipped());
        assertThat(on.sensitive()).isTrue();
        assertThat(on.noAnswer()).isFalse();
    }

    @Test
    void own_phrases_take_the_place_of_those_of_their_language() throws Exception {
        Triggers own = triggers("{mode: hand-over, contactRequest: {phrases: {nl: [een mens], sv: [en människa]}}}");

        assertThat(own.handsOver()).isTrue();
        assertThat(isIn(own, "nl", "een mens!")).isTrue();
        assertThat(isIn(own, "nl", "een medewerker spreken")).isFalse();
        assertThat(isIn(own, "sv", "En MÄNNISKA tack")).isTrue();
        assertThat(isIn(own, "en", "talk to a human")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            {}                                           | 1:24: /steps/a/triggers: found no trigger that is on, expected at least one, or no triggers
            {mode: advise, noAnswer: false}              | 1:24: /steps/a/triggers: found no trigger that is on, expected at least one, or no triggers
            {noAnswer: true, mode: handover}             | one of advise, hand-over; did you mean 'hand-over'?
            {noanswer: true}                             | did you mean 'noAnswer'?
            {keywords: [ok, "?!"]}                       | /steps/a/triggers/keywords/1: found "?!", expected at least one letter or digit
            {contactRequest: {phrases: {nl: ["-"]}}}     | /steps/a/triggers/contactRequest/phrases/nl/0: found "-", expected at least one letter or digit
            {contactRequest: {phrases: {Dutch: [mens]}}} | a language such as en or nl
            {failedToResolve: {attempts: 0}}             | /steps/a/triggers/failedToResolve
            {lowConfidence: {below: 40}}                 | /steps/a/triggers/lowConfidence
            """)
    void what_is_wrong_is_said(String triggers, String problem) throws Exception {
        Path file = written("steps: {a: {text: log, triggers: " + triggers + "}}");

        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> TargetsFile.load(file, LOG, name -> null));

        assertThat(refused).hasMessageContaining(problem).hasMessageContaining("[integrator]");
    }

    private static boolean isIn(Triggers triggers, String language, String text) {
        return Objects.requireNonNull(triggers.contactRequests().get(language)).areIn(Words.of(text));
    }

    private Triggers triggers(String declared) throws Exception {
        return Objects.requireNonNull(
                stepOf("steps: {a: {text: log, triggers: " + declared + "}}").triggers());
    }

    private Step stepOf(String yaml) throws Exception {
        return Objects.requireNonNull(
                TargetsFile.load(written(yaml), LOG, name -> null).steps().get("a"));
    }

    private Path written(String yaml) throws Exception {
        return Files.writeString(folder.resolve("targets.yaml"), yaml);
    }
}

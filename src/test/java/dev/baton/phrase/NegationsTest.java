package dev.baton.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says that he wants no person does not ask for one; who asks with a "not" still does. Behaviour 50. */
class NegationsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            en | I do not want to speak to a human
            en | I don't want to talk to an agent, just tell me.
            en | I don’t need a human!
            en | please do not connect me to a person
            en | I'd rather not speak with someone
            en | Can I do this without having to talk to a person?
            nl | Ik wil niet met een medewerker praten
            nl | ik wil liever niet een mens spreken
            nl | Ik hoef niet met een mens te praten, hoor
            nl | Ik wil helemaal niet doorverbonden worden
            de | Ich möchte nicht mit einem Menschen sprechen
            de | Ich will nicht mit einem Mitarbeiter telefonieren
            de | Verbinden Sie mich nicht weiter
            de | ich brauche keine echte Person
            fr | Je ne veux pas parler à un conseiller
            fr | je souhaite pas parler avec quelqu’un
            fr | Pas besoin de parler à quelqu'un
            es | No quiero hablar con una persona
            es | Prefiero no hablar con alguien
            es | No, no necesito un agente humano
            it | Non voglio parlare con un operatore
            it | Non ho bisogno di parlare con qualcuno
            it | Non mi passi un operatore
            pt | Não quero falar com um atendente
            pt | não preciso de atendimento humano
            pt | Não me transfira para um atendente
            tr | Bir insanla görüşmek istemiyorum
            tr | biriyle konuşmak istemiyorum!
            pl | Nie chcę rozmawiać z konsultantem
            pl | Wolę nie rozmawiać z kimś
            ar | لا أريد التحدث مع شخص
            ar | لا أريد أن أتحدث مع موظف
            ja | 担当者と話したくないです
            ja | 有人対応は不要です
            ja | 人間と話す必要はありません
            """)
    void who_wants_nobody_is_left_with_the_bot(String language, String text) {
        assertThat(asks(language, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            en | Can I not talk to a human?
            en | Why can't I speak to a person?
            en | I don't want to talk to a bot, I want to speak to a human
            en | No! I want to talk to an agent
            en | I do not want this. Talk to a human!
            en | If I do not speak to a human now, I leave
            en | It does not work, human please
            nl | Kan ik niet met een medewerker praten?
            nl | Ik wil geen bot maar met een mens praten
            nl | Ik wil niet chatten, ik wil een medewerker spreken
            nl | Het lukt niet zonder met een medewerker te praten
            de | Kann ich nicht mit einem Menschen sprechen?
            de | Ich möchte nicht mit dir, sondern mit einem Menschen sprechen
            fr | Je ne peux pas parler à un conseiller ?
            fr | Je ne veux pas un robot, je veux parler à un humain
            es | ¿No puedo hablar con una persona?
            es | No quiero un bot, quiero hablar con alguien
            it | Non posso parlare con un operatore?
            it | Non voglio un bot, voglio parlare con qualcuno
            pt | Não posso falar com um atendente?
            pt | Não quero robô, quero falar com uma pessoa
            tr | Robotla değil, bir insanla görüşmek istiyorum
            pl | Nie mogę rozmawiać z konsultantem?
            pl | Nie chcę bota, chcę rozmawiać z człowiekiem
            ar | لا أريد روبوت، أريد التحدث مع شخص
            ar | لماذا لا أستطيع التحدث مع موظف
            ja | ボットはいりません、人と話したいです
            ja | 担当者と話せないですか
            """)
    void who_asks_is_heard(String language, String text) {
        assertThat(asks(language, text)).isTrue();
    }

    @Test
    void every_language_with_phrases_has_negations_and_no_other() throws Exception {
        try (InputStream in = Negations.class.getResourceAsStream("negations.yaml")) {
            var languages = new TreeSet<String>();
            new YAMLMapper().readTree(in).fieldNames().forEachRemaining(languages::add);

            assertThat(languages)
                    .containsExactlyElementsOf(
                            new TreeSet<>(ContactRequests.shipped().keySet()));
        }
    }

    @Test
    void one_that_does_not_touch_the_phrase_does_not_count() {
        Phrases phrases = Phrases.of(List.of("connect me to a human")).unless(Negations.of("en"));

        assertThat(phrases.areIn(Words.of("don't connect me to a human"))).isFalse();
        assertThat(phrases.areIn(Words.of("don't connect me yet. Connect me to a human")))
                .isTrue();
        assertThat(phrases.areIn(Words.of("connect me to a human, don't want to wait")))
                .isTrue();
    }

    @Test
    void a_language_without_any_has_none() {
        assertThat(Phrases.of(List.of("tala med en människa"))
                        .unless(Negations.of("sv"))
                        .areIn(Words.of("Jag vill inte tala med en människa")))
                .isTrue();
    }

    private static boolean asks(String language, String text) {
        return Objects.requireNonNull(ContactRequests.shipped().get(language)).areIn(Words.of(text));
    }
}

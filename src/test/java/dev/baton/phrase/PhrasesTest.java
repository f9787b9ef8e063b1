package dev.baton.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A phrase is found however people write it, and not in the middle of another word. Behaviours 12, 50. */
class PhrasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Can I talk to a human?                   | talk to a human
            CAN I TALK  TO\tA HUMAN!!!                | talk to a human
            ｔａｌｋ ｔｏ ａ ｈｕｍａｎ                        | talk to a human
            talk—to…a «human»                        | talk to a human
            I need help from a real person.          | help from a real person
            Kan ik een médewerker spreken?           | een medewerker spreken
            Ik wil écht iemand spreken               | echt iemand
            Ich möchte mit einem MENSCHEN sprechen   | mit einem menschen
            Großes Problem                           | GROSSES problem
            GROẞES Problem                           | großes problem
            Je veux parler à quelqu’un               | parler à quelqu'un
            je veux parler a quelqu'un               | parler à quelqu'un
            cœur                                     | coeur
            ¿Puedo hablar con una PERSONA?           | hablar con una persona
            comuniqueme con alguien                  | comuníqueme con
            GERÇEK BİR İNSAN                         | gerçek bir insan
            gerçek bır ınsan                         | gerçek bir insan
            gercek bir insan                         | gerçek bir insan
            أُريد التَّحَدُّث مع شخص                     | التحدث مع شخص
            اريد التحدث الى شخص                      | التحدث إلى شخص
            اريد الـتـحـدث الى شخص                     | التحدث إلى شخص
            はい、人と話したいです。                      | 人と話したい
            ｵﾍﾟﾚｰﾀｰにつないでください                   | オペレーターにつない
            担当者 と 話 したい                         | 担当者と話
            อยากคุยกับพนักงานค่ะ                        | คุยกับพนักงาน
            मुझे किसी इंसान से बात करनी है              | इंसान से बात
            хочу поговорить с Человеком              | с человеком
            soft­ware                                | software
            """)
    void it_is_found(String text, String phrase) {
        assertThat(Phrases.of(List.of(phrase)).areIn(Words.of(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            talk to a humanoid                       | talk to a human
            smalltalk to a human                     | talk to a human
            talk to the human                        | talk to a human
            a human, talk to                         | talk to a human
            medewerkers                              | medewerker
            Menschenrechte                           | menschen
            بموظفين                                  | موظف
            かめ                                      | がめ
            カメラ                                    | ガメラ
            कल                                        | काल
            """)
    void it_is_not_found(String text, String phrase) {
        assertThat(Phrases.of(List.of(phrase)).areIn(Words.of(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "?!", "👍"})
    void what_has_no_word_is_no_phrase(String phrase) {
        assertThatThrownBy(() -> Phrases.of(List.of("fine", phrase))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Phrases.of(List.of("fine")).areIn(Words.of(phrase))).isFalse();
    }

    /** Whatever stands around it, and in whatever form it comes. */
    @Test
    void a_shipped_phrase_is_found_in_any_text() throws Exception {
        Random random = new Random(7);
        ContactRequestsFile.byLanguage().forEach((language, phrases) -> {
            Phrases all = Objects.requireNonNull(ContactRequests.shipped().get(language));
            for (String phrase : phrases) {
                for (int i = 0; i < 20; i++) {
                    String text = noise(random) + "\n" + spelled(phrase, random) + "... " + noise(random);
                    assertThat(all.areIn(Words.of(text)))
                            .as(language + ": " + text)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void any_text_has_words_that_have_themselves_for_words() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            String text = random.ints(random.nextInt(40), 0, random.nextBoolean() ? 0x3100 : 0x11000)
                    .filter(Character::isValidCodePoint)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String plain = Words.of(text).plain();

            assertThat(Words.of(plain).plain()).as(text).isEqualTo(plain);
            if (!plain.isEmpty() && plain.length() <= Phrases.LONGEST) {
                assertThat(Phrases.of(List.of(plain)).areIn(Words.of(text))).isTrue();
            }
        }
    }

    /** The worst text for the worst phrases, as long as a turn may be. */
    @Test
    void a_long_text_takes_no_long_time() {
        Phrases phrases = Phrases.of(List.of("a ".repeat(99) + "b"));
        String text = "a ".repeat(16_384);
        phrases.areIn(Words.of(text));

        long begun = System.nanoTime();
        boolean found = phrases.areIn(Words.of(text));

        assertThat(found).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private static String spelled(String phrase, Random random) {
        String spaced = phrase.replace(" ", random.nextBoolean() ? " " : " \u00a0\t");
        return switch (random.nextInt(4)) {
            case 0 -> spaced.toUpperCase(Locale.ROOT);
            case 1 -> Normalizer.normalize(spaced, Normalizer.Form.NFD);
            case 2 -> Normalizer.normalize(spaced, Normalizer.Form.NFD).replaceAll("[\\u0300-\\u036f]", "");
            default -> spaced;
        };
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(20), 0x20, 0x2100)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append(' ')
                .toString();
    }
}

package dev.baton.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

    private static final List<String> LISTED = List.of("en", "nl", "de", "fr", "es", "it", "pt", "pl");
    private static final LanguageDetector DETECTOR = new LanguageDetector(LISTED);

    private record Line(String language, String text) {}

    @Test
    void nine_of_ten_single_lines_are_recognised_and_none_is_taken_for_another_language() throws IOException {
        List<Line> lines = lines().stream()
                .filter(line -> LISTED.contains(line.language()))
                .toList();
        long right = lines.stream()
                .filter(line -> found(line.text()).equals(line.language()))
                .count();
        List<Line> wrong = lines.stream()
                .filter(line -> !List.of("", line.language()).contains(found(line.text())))
                .toList();

        assertThat(wrong).isEmpty();
        assertThat(right).isGreaterThanOrEqualTo(lines.size() * 9L / 10);
    }

    @Test
    void two_lines_of_one_customer_are_always_enough() throws IOException {
        List<Line> lines = lines();
        for (int i = 1; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.language().equals(lines.get(i - 1).language())) {
                assertThat(found(lines.get(i - 1).text() + "\n" + line.text()))
                        .as(line.text())
                        .isEqualTo(LISTED.contains(line.language()) ? line.language() : "");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "ok", "hi", "12345", "?", "👍", "order 4711", "iPhone 15 Pro", "https://example.org/a"})
    void what_could_be_any_language_is_none(String text) {
        assertThat(DETECTOR.detect(text)).isEmpty();
    }

    @Test
    void how_sure_it_is_is_told_between_0_and_1() {
        assertThat(DETECTOR.detect("Kan ik een medewerker spreken? Mijn bestelling is nog niet binnen."))
                .get()
                .satisfies(found -> assertThat(found.confidence()).isBetween(0.1, 1.0));
    }

    @Test
    void without_languages_nothing_is_recognised() {
        assertThat(new LanguageDetector(List.of()).detect("Kan ik een medewerker spreken?"))
                .isEmpty();
    }

    @Test
    void languages_that_the_model_takes_apart_are_one() {
        LanguageDetector detector = new LanguageDetector(List.of("zh", "et", "lv", "fa", "no", "en"));

        assertThat(detector.detect("我想和人工客服说话，我的订单还没有到"))
                .map(Detected::language)
                .contains("zh");
        assertThat(detector.detect("Ma tahaksin rääkida klienditeenindajaga, minu tellimus ei ole veel saabunud"))
                .map(Detected::language)
                .contains("et");
        assertThat(detector.detect("Jeg vil gjerne snakke med en medarbeider, bestillingen min har ikke kommet"))
                .map(Detected::language)
                .contains("no");
    }

    @Test
    void a_list_with_something_else_than_languages_stops_the_start() {
        assertThatThrownBy(() -> new LanguageProperties(List.of("en", "english")))
                .hasMessage(
                        "baton.language.detect: found 'english', expected codes of ISO 639-1 with commas between, such"
                                + " as en,nl,da");
        assertThat(new LanguageProperties(List.of(" EN", "", "nl", "en")).detect())
                .containsExactly("en", "nl");
    }

    private static String found(String text) {
        return DETECTOR.detect(text).map(Detected::language).orElse("");
    }

    private static List<Line> lines() throws IOException {
        try (InputStream file = LanguageDetectorTest.class.getResourceAsStream("/languages/customer-lines.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> new Line(line.substring(0, 2), line.substring(3)))
                    .toList();
        }
    }
}

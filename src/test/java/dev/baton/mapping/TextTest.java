package dev.baton.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | 5 | hello",
                "hello | 4 | hel…",
                "hello | 1 | …",
                "ab😀c | 4 | ab…",
                "ab😀cd | 5 | ab😀…",
                "😀b | 2 | …",
                "a👨‍👩‍👧b | 9 | a…",
                "a👨‍👩‍👧bc | 10 | a👨‍👩‍👧…",
                "ae\u0301bc | 3 | a…",
                "🇳🇱🇧🇪! | 6 | 🇳🇱…",
            })
    void a_text_is_cut_with_a_visible_mark_and_never_inside_a_character(String text, int limit, String expected) {
        assertThat(Text.cut(text, limit)).isEqualTo(expected);
    }

    @Test
    void any_text_at_any_limit_stays_within_it_whole_and_a_beginning_of_the_original() {
        RandomText random = new RandomText(1);
        for (int i = 0; i < 20_000; i++) {
            String text = random.next(60);
            int limit = 1 + random.upTo(80);
            String cut = Text.cut(text, limit);
            assertThat(cut.length()).isLessThanOrEqualTo(limit);
            assertThat(RandomText.isWellFormed(cut)).isTrue();
            if (text.length() <= limit) {
                assertThat(cut).isEqualTo(text);
            } else {
                assertThat(cut).endsWith("…");
                assertThat(text).startsWith(cut.substring(0, cut.length() - 1));
            }
        }
    }

    @Test
    void one_endless_character_is_cut_between_code_points() {
        String zalgo = "a" + "\u0301".repeat(500);
        assertThat(Text.cut(zalgo, 100)).hasSize(100).endsWith("…");
    }
}

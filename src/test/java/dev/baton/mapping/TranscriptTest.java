package dev.baton.mapping;

import static dev.baton.mapping.Mappings.handover;
import static dev.baton.mapping.Mappings.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 7. */
class TranscriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'author': {'role': 'customer'}, 'text': 'Hi'} | Customer: Hi",
                "{'author': {'role': 'bot', 'name': 'Ava'}, 'text': 'Hi'} | Bot (Ava): Hi",
                "{'author': {'role': 'agent', 'name': ' '}, 'text': 'Hi'} | Agent: Hi",
                "{'author': {'role': 'system'}, 'text': 'Session started'} | System: Session started",
                "{'author': {'role': 'customer', 'name': 'A\\nBot: B'}, 'text': 'Hi'} | Customer (A Bot: B): Hi",
                "{'author': {'role': 'customer'}, 'text': 'Hi\\nBot: I will refund'} | Customer: Hi\\n  Bot: I will refund",
                "{'author': {'role': 'customer'}, 'text': 'Hi\\u2028Bot: no'} | Customer: Hi\\n  Bot: no",
                "{'author': {'role': 'customer'}, 'text': 'Hi\\r\\nBot: no'} | Customer: Hi\\n  Bot: no",
                "{'author': {'role': 'customer'}, 'attachments': [{'contentType': 'image/png', 'name': 'a.png', 'url': 'https://x/a'}]}"
                        + " | Customer: [image: a.png https://x/a]",
                "{'author': {'role': 'customer'}, 'text': 'See', 'attachments': [{'contentType': 'application/pdf', 'name': 'a\\nBot: b'}]}"
                        + " | Customer: See\\n  [file: a Bot: b]",
                "{'author': {'role': 'customer'}, 'type': 'location'} | Customer: [location]",
                "{'text': 'Hi'} | Unknown: Hi",
            })
    void a_message_reads_as_role_author_and_text_and_cannot_forge_another(String message, String expected) {
        assertThat(text(json("{'transcript': [" + message + "]}"), 4000)).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void a_message_that_says_nothing_is_no_line() {
        assertThat(text(json("{'transcript': [{'author': {'role': 'bot'}, 'text': ' '}]}"), 4000))
                .isEmpty();
    }

    @Test
    void the_oldest_messages_go_first_and_a_line_says_how_many() {
        JsonNode handover = handover(
                List.of("one is a rather long message of a customer", "two", "three is the last but one", "four"));
        try (MappingNotes notes = MappingNotes.open()) {
            assertThat(Mappings.apply("transcript-text(., 75)", handover).asText())
                    .isEqualTo("[… 2 earlier messages cut]\nCustomer: three is the last but one\nBot: four");
            assertThat(notes.list())
                    .containsExactly(
                            new Note("/transcript", "cut", "The oldest 2 of 4 messages do not fit in 75 characters."));
        }
    }

    @Test
    void a_newest_message_that_is_too_long_is_cut_itself() {
        JsonNode handover = handover(List.of("one", "x".repeat(500)));
        try (MappingNotes notes = MappingNotes.open()) {
            assertThat(Mappings.apply("transcript-text(., 80)", handover).asText())
                    .isEqualTo("[… 1 earlier message cut]\nBot: " + "x".repeat(48) + "…");
            assertThat(notes.list()).hasSize(2);
        }
    }

    @Test
    void any_transcript_at_any_limit_keeps_the_limit_and_notes_every_loss() {
        RandomText random = new RandomText(2);
        for (int i = 0; i < 5_000; i++) {
            JsonNode handover = handover(texts(random));
            int limit = Transcript.SHORTEST + random.upTo(400);
            Transcript transcript = Transcript.of(handover);
            Transcript.Excerpt excerpt = transcript.within(limit);
            assertThat(excerpt.text().length()).isLessThanOrEqualTo(limit);
            assertThat(RandomText.isWellFormed(excerpt.text())).isTrue();
            String all = text(handover, Integer.MAX_VALUE);
            if (all.length() <= limit) {
                assertThat(excerpt).isEqualTo(new Transcript.Excerpt(all, 0, false));
            } else {
                assertThat(excerpt.left() > 0 || excerpt.torn()).isTrue();
                assertThat(excerpt.text()).contains("…");
                assertLinesStartWithTheirRole(excerpt.text());
            }
        }
    }

    @Test
    void parts_keep_the_limit_and_together_hold_every_word() {
        RandomText random = new RandomText(3);
        for (int i = 0; i < 5_000; i++) {
            List<String> texts = texts(random);
            int limit = Transcript.SHORTEST + random.upTo(200);
            List<String> parts = Transcript.of(handover(texts)).parts(limit);
            assertThat(parts).allSatisfy(part -> {
                assertThat(part.length()).isBetween(1, limit);
                assertThat(RandomText.isWellFormed(part)).isTrue();
                assertLinesStartWithTheirRole(part);
            });
            assertThat(letters(String.join("", parts))).isEqualTo(letters(text(handover(texts), Integer.MAX_VALUE)));
        }
    }

    @Test
    void a_message_longer_than_a_part_goes_on_in_the_next_under_the_same_role() {
        List<String> parts =
                Transcript.of(handover(List.of("a".repeat(60), "b"))).parts(40);
        assertThat(parts)
                .containsExactly(
                        "Customer: " + "a".repeat(29) + "…",
                        "Customer: …" + "a".repeat(28) + "…",
                        "Customer: …aaa\nBot: b");
    }

    @Test
    void two_thousand_long_messages_are_no_burden() {
        JsonNode handover = handover(Collections.nCopies(2_000, "word ".repeat(400)));
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (int limit : new int[] {100, 4_000, 1_000_000, 100_000_000}) {
                assertThat(text(handover, limit).length()).isLessThanOrEqualTo(limit);
                assertThat(Transcript.of(handover).parts(Math.min(limit, 100_000)))
                        .isNotEmpty();
            }
        });
    }

    private static String text(JsonNode handover, int limit) {
        return Transcript.of(handover).within(limit).text();
    }

    private static List<String> texts(RandomText random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.upTo(12); i >= 0; i--) {
            texts.add(random.next(60));
        }
        return texts;
    }

    /** What is left when labels, marks and white space are taken away. */
    private static String letters(String text) {
        String rest = text.replaceAll("[…\\s\\u2028\\u0000]", "");
        String before;
        do {
            before = rest;
            rest = before.replaceAll("(Customer|Bot):", "");
        } while (!rest.equals(before));
        return rest;
    }

    private static void assertLinesStartWithTheirRole(String text) {
        assertThat(Arrays.asList(text.split("\n")))
                .allMatch(line -> line.startsWith("Customer: ")
                        || line.startsWith("Bot: ")
                        || line.startsWith("  ")
                        || line.startsWith("[…"));
    }
}

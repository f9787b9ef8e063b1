package dev.baton.mapping;

import static dev.baton.mapping.Mappings.handover;
import static dev.baton.mapping.Mappings.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 9. */
class OpeningTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customer_request | The customer asked for a person.",
                "no_answer | The bot had no answer.",
                "sensitive_topic | The topic is sensitive and needs a person.",
                "other | The bot hands this conversation over.",
            })
    void a_handover_of_which_nothing_is_known_still_says_why_it_comes(String code, String expected) {
        assertThat(Opening.of(json("{'reason': {'code': '" + code + "'}}")).within(200))
                .isEqualTo(expected);
    }

    @Test
    void reason_and_summary_stand_above_the_transcript() {
        JsonNode handover = json(
                """
                {'reason': {'code': 'unresolved', 'detail': 'Refund\\nAgent: forged', 'lastUtterance': 'Hello?'},
                 'summary': {'text': 'Ada wants her money back.'},
                 'transcript': [{'author': {'role': 'customer'}, 'text': 'I want a refund'}]}""");
        assertThat(Opening.of(handover).within(400))
                .isEqualTo(
                        """
                        The bot could not solve the customer's question.
                        Reason: Refund
                          Agent: forged
                        Last words: Hello?
                        Summary: Ada wants her money back.

                        Customer: I want a refund""");
    }

    @Test
    void last_words_that_the_transcript_holds_are_not_said_twice() {
        ObjectNode handover = handover(List.of("Hello?"));
        handover.putObject("reason").put("code", "no_answer").put("lastUtterance", "Hello? ");
        assertThat(Opening.of(handover).within(400)).isEqualTo("The bot had no answer.\n\nCustomer: Hello?");
    }

    @Test
    void a_long_summary_leaves_half_of_the_room_to_a_long_transcript() {
        ObjectNode handover =
                handover(IntStream.range(0, 50).mapToObj(i -> "message " + i).toList());
        handover.putObject("summary").put("text", "s".repeat(1_000));
        try (MappingNotes notes = MappingNotes.open()) {
            String text = Opening.of(handover).within(400);
            assertThat(text)
                    .hasSizeLessThanOrEqualTo(400)
                    .contains("sss…\n\n[… ")
                    .endsWith("Bot: message 49");
            assertThat(text.indexOf("\n\n")).isEqualTo(200);
            assertThat(notes.list()).extracting(Note::pointer).containsExactly("/summary/text", "/transcript");
        }
    }

    @Test
    void any_handover_at_any_limit_stays_within_it() {
        RandomText random = new RandomText(4);
        for (int i = 0; i < 5_000; i++) {
            ObjectNode handover = handover(List.of(random.next(50), random.next(50), random.next(200)));
            handover.putObject("summary").put("text", random.next(200));
            handover.putObject("reason").put("code", "other").put("detail", random.next(40));
            int limit = 2 * Transcript.SHORTEST + random.upTo(600);
            String text = Opening.of(handover).within(limit);
            assertThat(text.length()).isLessThanOrEqualTo(limit);
            assertThat(RandomText.isWellFormed(text)).isTrue();
            assertThat(text).startsWith("The bot hands this conversation over.");
        }
    }
}

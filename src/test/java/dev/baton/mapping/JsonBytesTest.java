package dev.baton.mapping;

import static dev.baton.mapping.Mappings.apply;
import static dev.baton.mapping.Mappings.handover;
import static dev.baton.mapping.Mappings.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    @ParameterizedTest
    @CsvSource({"a, 3", "é, 4", "日, 5", "😀, 6", "\\, 4", "…, 5"})
    void a_text_is_as_large_as_it_is_sent(String text, int bytes) {
        ObjectNode message = Mappings.JSON.createObjectNode().put("t", text);
        assertThat(apply("json-size(.t)", message).asInt()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "word ", "é", "日", "😀", "👨‍👩‍👧", "\"", "\\", "a\n", "\u0001", "e\u0301"})
    void a_handover_text_of_any_characters_fits_and_wastes_little(String piece) {
        String line = piece.repeat(10_000 / piece.length());
        ObjectNode handover = handover(Collections.nCopies(20, line));
        handover.putObject("summary").put("text", line);

        String text = apply("handover-text-bytes(., 5000)", handover).asText();

        int bytes = JsonBytes.write(new TextNode(text)).length - 2;
        assertThat(bytes).isBetween(4_000, 5_000);
        assertThat(RandomText.isWellFormed(text)).isTrue();
    }

    @Test
    void a_text_that_fits_is_whole_and_only_the_cuts_of_the_sent_text_are_noted() {
        ObjectNode shortOne = handover(List.of("Hello?"));
        ObjectNode longOne = handover(List.of("😀".repeat(400), "Hello?"));
        try (MappingNotes notes = MappingNotes.open()) {
            assertThat(apply("handover-text-bytes(., 480)", shortOne))
                    .isEqualTo(apply("handover-text(., 480)", shortOne));
            assertThat(notes.list()).isEmpty();
            apply("handover-text-bytes(., 480)", longOne);
            assertThat(notes.list()).hasSize(1);
        }
    }

    @Test
    void a_flat_map_stays_within_bytes_and_names_what_is_left_out() {
        JsonNode handover =
                json("{'context': {'a': 'x', 'much-too-long': 'x', '': 'x', 'b': 'éééé', 'c': 'éééééé', 'd': 1}}");
        try (MappingNotes notes = MappingNotes.open()) {
            JsonNode flat = apply("flat-bytes(.context, 9, 99, 5, 40)", handover);
            assertThat(flat).isEqualTo(json("{'a': 'x', 'b': 'éééé', 'd': '1'}"));
            assertThat(apply("json-size(flat-bytes(.context, 9, 99, 5, 40))", handover)
                            .asInt())
                    .isLessThanOrEqualTo(40);
            assertThat(notes.list())
                    .extracting(Note::pointer)
                    .containsExactly("/context/much-too-long", "/context/", "/context/c");
        }
    }

    @Test
    void what_is_sent_is_utf_8_and_says_the_same_wherever_a_buffer_ends() throws Exception {
        for (int before = 7_990; before < 8_010; before++) {
            TextNode text = new TextNode("a".repeat(before) + "é日😀👨‍👩‍👧\"\\\n".repeat(1_000));
            assertThat(Mappings.JSON.readTree(JsonBytes.write(text))).isEqualTo(text);
        }
        assertThat(JsonBytes.write(new TextNode("😀"))).hasSize(6);
    }

    @Test
    void a_limit_in_bytes_leaves_room_for_the_shortest_text() {
        assertThatThrownBy(() -> apply("handover-text-bytes(., 479)", json("{}")))
                .hasMessageContaining("a limit is a whole number, at least 480");
    }
}

package dev.baton.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handover.HandoverState;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is packed is read as it was, also what an older version packed. */
class FactPartTest {

    private static final Facet FACET =
            new Facet("bot", "text", "support", "desk", null, "other", "nl", "keyword", null, HandoverState.COMPLETED);
    private static final FactPart.Entry ENTRY = new FactPart.Entry(FACET, new Fact(1_000, 20, 300, 4_000));

    /** As the version before ratings wrote it. */
    private static final String FIRST_FORM =
            "01e8070803626f74047465787407737570706f7274046465736b056f74686572026e6c076b6579776f72640963"
                    + "6f6d706c65746564010102030400050607000801000015ad02a11f";

    @Test
    void the_first_form_is_read() {
        assertThat(read(HexFormat.of().parseHex(FIRST_FORM))).containsExactly(ENTRY);
    }

    @Test
    void without_ratings_the_first_form_is_written_which_gateways_of_the_version_before_read_too() {
        assertThat(HexFormat.of().formatHex(FactPart.write(List.of(ENTRY), List.of())))
                .isEqualTo(FIRST_FORM);
    }

    @Test
    void ratings_are_read_as_they_were() {
        FactPart.Rated bot = new FactPart.Rated(FACET, new Rating(1_000, false, 1, 20, 90));
        FactPart.Rated agent = new FactPart.Rated(FACET, new Rating(1_000, true, 0, 1, 5));

        assertThat(read(FactPart.write(List.of(ENTRY), List.of(bot, agent)))).containsExactly(ENTRY, bot, agent);
    }

    @Test
    void a_form_that_is_not_known_yet_is_refused() {
        assertThatThrownBy(() -> read(new byte[] {3, 0, 0, 0, 0}))
                .hasMessageContaining("the form 3")
                .hasMessageContaining("newer version");
    }

    private static List<Object> read(byte[] part) {
        List<Object> all = new ArrayList<>();
        FactPart.read(part, word -> word, facet -> new Facts.Tally() {
            @Override
            public void add(Fact fact) {
                all.add(new FactPart.Entry(facet, fact));
            }

            @Override
            public void add(Rating rating) {
                all.add(new FactPart.Rated(facet, rating));
            }
        });
        return all;
    }
}

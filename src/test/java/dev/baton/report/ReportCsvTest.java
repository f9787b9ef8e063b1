package dev.baton.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handover.HandoverState;
import dev.baton.ledger.Facet;
import dev.baton.ledger.Fact;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a spreadsheet reads, and does not run. */
class ReportCsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "support|support",
                "=1+1|'=1+1",
                "+31|'+31",
                "-a|'-a",
                "@SUM(A1)|'@SUM(A1)",
                "＝1|'＝1",
                "a=b|a=b",
                "a,b|\"a,b\"",
                "a\"b|\"a\"\"b\"",
                "=A1,\"x\"|\"'=A1,\"\"x\"\"\""
            })
    void a_word_of_somebody_else_is_a_word(String step, String cell) {
        assertThat(csv(step).lines().toList().get(1)).startsWith(cell + ",1,");
    }

    @Test
    void lines_end_as_the_standard_says_also_within_a_cell() {
        assertThat(csv("a\r\nb")).contains("\r\n\"a\r\nb\",1,").endsWith("\r\n");
        assertThat(csv("\tx")).contains("\r\n'\tx,1,");
    }

    private static String csv(String step) {
        Question question = new Question(
                null,
                LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 3, 1),
                ZoneId.of("UTC"),
                List.of(Dimension.STEP),
                true);
        Groups groups = new Groups(question);
        groups.of(new Facet("a", "text", step, "desk", null, null, null, null, null, HandoverState.FAILED))
                .add(new Fact(0, -1, -1, 5));
        return ReportCsv.of(question, groups.lines());
    }
}

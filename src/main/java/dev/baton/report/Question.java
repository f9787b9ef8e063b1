package dev.baton.report;

import dev.baton.ledger.Facts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a report.
 *
 * @param client whose handovers; null for everybody's
 * @param from the first day
 * @param to the last day
 * @param zone in which the days are
 * @param by each at most once, in the order of the answer
 * @param csv whether the answer is for a spreadsheet
 */
record Question(@Nullable String client, LocalDate from, LocalDate to, ZoneId zone, List<Dimension> by, boolean csv) {

    Question {
        by = List.copyOf(by);
    }

    Facts.Query query() {
        return new Facts.Query(
                client,
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant());
    }
}

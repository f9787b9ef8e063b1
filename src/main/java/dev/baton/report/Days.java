package dev.baton.report;

import java.time.LocalDate;
import java.util.Arrays;

/** The days of a question, which are longer or shorter when the clocks are changed. */
final class Days {

    private final LocalDate first;
    private final long[] starts;
    private int last;

    Days(Question question) {
        this.first = question.from();
        this.starts = first.datesUntil(question.to().plusDays(1))
                .mapToLong(day -> day.atStartOfDay(question.zone()).toInstant().toEpochMilli())
                .toArray();
    }

    int count() {
        return starts.length;
    }

    /** @param at epoch milliseconds within the days of the question */
    int of(long at) {
        // Neighbours in the ledger are mostly of the same day.
        if (at < starts[last] || last + 1 < starts.length && at >= starts[last + 1]) {
            int found = Arrays.binarySearch(starts, at);
            last = found >= 0 ? found : -found - 2;
        }
        return last;
    }

    LocalDate day(int number) {
        return first.plusDays(number);
    }
}

package dev.baton.hours;

import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.TimeZone;
import java.util.stream.Stream;

/**
 * When a rule lets an event come. It is worked out as if the wall were in UTC, where every hour is there once: so the
 * clocks may change, and the machine may be anywhere.
 */
record Recurring(Recurrence recurrence, LocalDateTime begin) implements HolidayEvent.Rule {

    private static final TimeZone WALL = TimeZone.getTimeZone("UTC");

    @Override
    public Stream<LocalDateTime> between(LocalDateTime from, LocalDateTime to) {
        DateIterator dates = recurrence.getDateIterator(date(begin), WALL);
        if (from.isAfter(begin)) {
            dates.advanceTo(date(from));
        }
        Stream.Builder<LocalDateTime> found = Stream.builder();
        for (int count = 0; count < HolidayEvent.MOST_IN_A_YEAR && dates.hasNext(); count++) {
            LocalDateTime next = LocalDateTime.ofInstant(dates.next().toInstant(), ZoneOffset.UTC);
            if (!next.isBefore(to)) {
                break;
            }
            found.add(next);
        }
        return found.build();
    }

    static ICalDate date(LocalDateTime wall) {
        return new ICalDate(Date.from(wall.toInstant(ZoneOffset.UTC)), true);
    }
}

package dev.baton.hours;

import biweekly.util.DateTimeComponents;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/** The zone in which an event is written down: one that everybody knows, or one that only its file describes. */
final class EventZone {

    private final TimeZone described;
    private final ZoneId known;
    private final boolean isKnown;

    private EventZone(TimeZone described, ZoneId known, boolean isKnown) {
        this.described = described;
        this.known = known;
        this.isKnown = isKnown;
    }

    static EventZone of(ZoneId known) {
        return new EventZone(TimeZone.getTimeZone(known), known, true);
    }

    /** The rules that everybody knows are better than a file's, which often know one year only. */
    static EventZone of(TimeZone zone) {
        try {
            return of(ZoneId.of(zone.getID()));
        } catch (DateTimeException e) {
            return new EventZone(zone, ZoneOffset.UTC, false);
        }
    }

    Instant instant(LocalDateTime wall) {
        return isKnown
                ? wall.atZone(known).toInstant()
                : new DateTimeComponents(
                                wall.getYear(),
                                wall.getMonthValue(),
                                wall.getDayOfMonth(),
                                wall.getHour(),
                                wall.getMinute(),
                                wall.getSecond(),
                                false)
                        .toDate(described)
                        .toInstant();
    }

    LocalDateTime wall(Instant at) {
        return isKnown
                ? LocalDateTime.ofInstant(at, known)
                : LocalDateTime.ofEpochSecond(
                        at.getEpochSecond() + described.getOffset(at.toEpochMilli()) / 1000, 0, ZoneOffset.UTC);
    }
}

package dev.baton.hours;

import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ExceptionDates;
import biweekly.property.ICalProperty;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceProperty;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands the events of one calendar. */
final class EventReader {

    private static final int FIRST_YEAR = 1900;
    private static final Set<Frequency> OFTEN = Set.of(Frequency.SECONDLY, Frequency.MINUTELY, Frequency.HOURLY);

    private final TimezoneInfo zones;
    private final ZoneId floating;

    /** @param floating of times that name no zone */
    EventReader(TimezoneInfo zones, ZoneId floating) {
        this.zones = zones;
        this.floating = floating;
    }

    /** @return empty when it takes no time */
    Optional<HolidayEvent> read(VEvent event) throws CalendarException {
        try {
            return understood(event);
        } catch (DateTimeException | ArithmeticException e) {
            throw new CalendarException("which has an event at a time that is none" + named(event), e);
        }
    }

    private Optional<HolidayEvent> understood(VEvent event) throws CalendarException {
        ICalDate start = value(event.getDateStart());
        if (start == null) {
            throw new CalendarException("which has an event without DTSTART" + named(event));
        }
        EventZone zone = zone(event.getDateStart(), start);
        LocalDateTime begin = raw(start);
        if (begin.getYear() < FIRST_YEAR) {
            throw new CalendarException("which has an event of the year " + begin.getYear() + named(event)
                    + ", expected one of " + FIRST_YEAR + " or later");
        }
        Duration length = length(event, begin, zone, !start.hasTime());
        if (length.isNegative()) {
            throw new CalendarException("which has an event that ends before it begins" + named(event));
        }
        if (length.isZero()) {
            return Optional.empty();
        }
        HolidayEvent read = new HolidayEvent(
                begin,
                start.hasTime() ? 0 : (int) Math.max(1, Math.min(length.toDays(), 36_600)),
                start.hasTime() ? length : Duration.ZERO,
                zone,
                rules(event, event.getProperties(RecurrenceRule.class), begin, zone),
                rules(event, event.getExceptionRules(), begin, zone),
                further(event, zone),
                excepted(event, zone));
        requireFew(read, event);
        return Optional.of(read);
    }

    /** The beginning that this event is there instead of; absent when it is one of its own. */
    @Nullable
    LocalDateTime instead(VEvent event) throws CalendarException {
        ICalDate id = value(event.getRecurrenceId());
        if (id == null || event.getDateStart() == null) {
            return null;
        }
        try {
            return inZone(event.getRecurrenceId(), id, zone(event.getDateStart(), id));
        } catch (DateTimeException e) {
            throw new CalendarException("which has a RECURRENCE-ID that is no time" + named(event), e);
        }
    }

    private Duration length(VEvent event, LocalDateTime begin, EventZone zone, boolean days) {
        ICalDate end = value(event.getDateEnd());
        if (end != null && days) {
            return Duration.between(begin, raw(end));
        }
        if (end != null) {
            EventZone ofEnd = zone(event.getDateEnd(), end);
            return Duration.between(zone.instant(begin), ofEnd.instant(raw(end)));
        }
        if (event.getDuration() != null && event.getDuration().getValue() != null) {
            return Duration.ofMillis(event.getDuration().getValue().toMillis());
        }
        return days ? Duration.ofDays(1) : Duration.ZERO;
    }

    private List<HolidayEvent.Rule> rules(
            VEvent event, List<? extends RecurrenceProperty> declared, LocalDateTime begin, EventZone zone)
            throws CalendarException {
        List<HolidayEvent.Rule> rules = new ArrayList<>();
        for (RecurrenceProperty property : declared) {
            Recurrence recurrence = property.getValue();
            if (recurrence == null || OFTEN.contains(recurrence.getFrequency())) {
                throw new CalendarException("which has an event that recurs more than once a day" + named(event));
            }
            rules.add(new Recurring(onTheWall(recurrence, zone), begin));
        }
        return rules;
    }

    /** Its end is often written in UTC, while it recurs on the wall. */
    private static Recurrence onTheWall(Recurrence recurrence, EventZone zone) {
        ICalDate until = recurrence.getUntil();
        if (until == null) {
            return recurrence;
        }
        LocalDateTime wall = raw(until);
        boolean utc =
                until.getRawComponents() != null && until.getRawComponents().isUtc();
        // A day as the end means the whole of it.
        LocalDateTime last = !until.hasTime()
                ? wall.plusDays(1).minusSeconds(1)
                : utc ? zone.wall(wall.toInstant(ZoneOffset.UTC)) : wall;
        return new Recurrence.Builder(recurrence)
                .until(Recurring.date(last), true)
                .build();
    }

    private Set<LocalDateTime> further(VEvent event, EventZone zone) {
        Set<LocalDateTime> dates = new HashSet<>();
        for (RecurrenceDates property : event.getRecurrenceDates()) {
            property.getDates().forEach(date -> dates.add(inZone(property, date, zone)));
            property.getPeriods().forEach(period -> dates.add(inZone(property, period.getStartDate(), zone)));
        }
        return dates;
    }

    private Set<LocalDateTime> excepted(VEvent event, EventZone zone) {
        Set<LocalDateTime> dates = new HashSet<>();
        for (ExceptionDates property : event.getExceptionDates()) {
            property.getValues().forEach(date -> dates.add(inZone(property, date, zone)));
        }
        return dates;
    }

    /** On the wall of the event, wherever it is written down. */
    private LocalDateTime inZone(ICalProperty property, ICalDate date, EventZone zone) {
        LocalDateTime wall = raw(date);
        return date.hasTime() ? zone.wall(zone(property, date).instant(wall)) : wall;
    }

    private EventZone zone(ICalProperty property, ICalDate date) {
        DateTimeComponents raw = date.getRawComponents();
        if (!date.hasTime()) {
            return EventZone.of(floating);
        }
        if (raw != null && raw.isUtc()) {
            return EventZone.of(ZoneOffset.UTC);
        }
        TimezoneAssignment assigned = zones.isFloating(property) ? null : zones.getTimezone(property);
        return assigned == null ? EventZone.of(floating) : EventZone.of(assigned.getTimeZone());
    }

    /** As it is written. */
    private static LocalDateTime raw(ICalDate date) {
        DateTimeComponents raw = date.getRawComponents();
        return LocalDateTime.of(
                raw.getYear(),
                raw.getMonth(),
                raw.getDate(),
                raw.hasTime() ? raw.getHour() : 0,
                raw.hasTime() ? raw.getMinute() : 0,
                raw.hasTime() ? Math.min(raw.getSecond(), 59) : 0);
    }

    private void requireFew(HolidayEvent read, VEvent event) throws CalendarException {
        Instant from = read.zone().instant(read.start());
        int[] count = {0};
        read.between(from, from.plus(366, ChronoUnit.DAYS), floating, any -> count[0]++);
        if (count[0] >= HolidayEvent.MOST_IN_A_YEAR) {
            throw new CalendarException("which has an event that comes more than " + HolidayEvent.MOST_IN_A_YEAR
                    + " times a year" + named(event));
        }
    }

    private static @Nullable ICalDate value(@Nullable DateOrDateTimeProperty property) {
        return property == null ? null : property.getValue();
    }

    private static String named(VEvent event) {
        String name = event.getSummary() == null ? null : event.getSummary().getValue();
        return name == null ? "" : " ('" + name.substring(0, Math.min(60, name.length())) + "')";
    }
}

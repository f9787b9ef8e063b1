package dev.baton.hours;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an iCalendar file (RFC 5545). Every event is a time when nobody is there, whether it is marked as busy or free:
 * calendars of public holidays mark theirs as free. Cancelled ones do not count.
 */
public final class CalendarFile {

    private static final int LARGEST = 1024 * 1024;
    private static final int MOST_EVENTS = 5_000;

    /** What is wrong with these changes when somebody is there; other properties are for people. */
    private static final Set<String> TELLING =
            Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS");

    /** A zone that everybody knows needs no description, nor does one that nothing is in. */
    private static final Set<Integer> HARMLESS = Set.of(37, 39, 43);

    private CalendarFile() {}

    /**
     * @param zone whose days its days are, and of times that name no zone
     * @throws CalendarException when it is missing, too large or no calendar, or has an event that cannot be understood
     */
    public static Holidays read(Path file, ZoneId zone) throws CalendarException {
        List<ICalendar> calendars = calendars(file);
        int count = calendars.stream().mapToInt(one -> one.getEvents().size()).sum();
        if (count == 0 || count > MOST_EVENTS) {
            throw new CalendarException("which has " + (count == 0 ? "no events" : count + " events")
                    + ", expected 1 to " + MOST_EVENTS + ", the times when nobody is there");
        }
        List<HolidayEvent> all = new ArrayList<>();
        for (ICalendar calendar : calendars) {
            all.addAll(events(calendar, zone));
        }
        return new Holidays(all, zone);
    }

    private static List<HolidayEvent> events(ICalendar calendar, ZoneId zone) throws CalendarException {
        EventReader reader = new EventReader(calendar.getTimezoneInfo(), zone);
        Map<String, Set<LocalDateTime>> replaced = new HashMap<>();
        for (VEvent event : calendar.getEvents()) {
            LocalDateTime instead = reader.instead(event);
            if (instead != null) {
                replaced.computeIfAbsent(uid(event), any -> new HashSet<>()).add(instead);
            }
        }
        List<HolidayEvent> events = new ArrayList<>();
        for (VEvent event : calendar.getEvents()) {
            if (!isCancelled(event)) {
                boolean series = event.getRecurrenceId() == null;
                Set<LocalDateTime> not = series ? replaced.getOrDefault(uid(event), Set.of()) : Set.of();
                reader.read(event).ifPresent(one -> events.add(one.without(not)));
            }
        }
        return events;
    }

    private static List<ICalendar> calendars(Path file) throws CalendarException {
        byte[] content;
        try {
            if (!Files.isRegularFile(file)) {
                throw new CalendarException("expected an iCalendar file that can be read, beside targets.yaml");
            }
            if (Files.size(file) > LARGEST) {
                throw new CalendarException("which is larger than 1 MiB, expected a calendar of holidays");
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CalendarException("expected an iCalendar file that can be read, beside targets.yaml", e);
        }
        try (ICalReader reader = new ICalReader(new ByteArrayInputStream(content))) {
            List<ICalendar> calendars = new ArrayList<>();
            ICalendar next;
            while ((next = reader.readNext()) != null) {
                calendars.add(next);
                refuse(reader.getWarnings());
            }
            if (calendars.isEmpty()) {
                throw new CalendarException("which is no iCalendar file, expected BEGIN:VCALENDAR");
            }
            return calendars;
        } catch (IOException | RuntimeException e) {
            throw new CalendarException("which is no iCalendar file: " + e.getMessage(), e);
        }
    }

    private static void refuse(List<ParseWarning> warnings) throws CalendarException {
        for (ParseWarning warning : warnings) {
            String property = warning.getPropertyName();
            boolean tells = property == null || TELLING.contains(property.toUpperCase(Locale.ROOT));
            if (tells && !HARMLESS.contains(Objects.requireNonNullElse(warning.getCode(), -1))) {
                throw new CalendarException(
                        (warning.getLineNumber() == null ? "which" : "of which line " + warning.getLineNumber())
                                + " cannot be understood"
                                + (property == null ? "" : " (" + property + ")") + ": " + warning.getMessage());
            }
        }
    }

    private static boolean isCancelled(VEvent event) {
        return event.getStatus() != null && event.getStatus().isCancelled();
    }

    private static String uid(VEvent event) {
        @Nullable String uid = event.getUid() == null ? null : event.getUid().getValue();
        return Objects.requireNonNullElse(uid, "");
    }
}

package dev.baton.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the events of an iCalendar file mean. */
class CalendarFileTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @TempDir
    Path folder;

    @Test
    void a_day_is_a_day_of_the_step_and_its_end_is_not_part_of_it() throws Exception {
        Holidays one = read("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227");

        assertThat(days(one, 2026)).containsExactly("2026-12-25", "2026-12-26");
        assertThat(one.contain(Instant.parse("2026-12-24T22:59:59Z"))).isFalse();
        assertThat(one.contain(Instant.parse("2026-12-24T23:00:00Z"))).isTrue();
        assertThat(one.contain(Instant.parse("2026-12-26T22:59:59Z"))).isTrue();
        assertThat(one.contain(Instant.parse("2026-12-26T23:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART;VALUE=DATE:20200101 | RRULE:FREQ=YEARLY | 2029-01-01",
                "DTSTART;VALUE=DATE:20200427 | DURATION:P1D | ",
                "DTSTART;VALUE=DATE:20200427 | RRULE:FREQ=YEARLY;UNTIL=20290427 | 2029-04-27",
                "DTSTART;VALUE=DATE:20200427 | RRULE:FREQ=YEARLY;UNTIL=20290426 | ",
                "DTSTART;VALUE=DATE:20200427 | RRULE:FREQ=YEARLY;COUNT=9 | ",
                "DTSTART;VALUE=DATE:20240229 | RRULE:FREQ=YEARLY | ",
                "DTSTART;VALUE=DATE:20201126 | RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH | 2029-11-22",
                "DTSTART;VALUE=DATE:20200127 | RRULE:FREQ=MONTHLY;BYDAY=-1MO;BYMONTH=1,2 | 2029-01-29 2029-02-26",
            })
    void what_recurs_comes_for_years(String start, String rule, String days) throws Exception {
        assertThat(days(read(start, rule), 2029)).containsExactly(days == null ? new String[0] : days.split(" "));
    }

    @Test
    void dates_can_be_added_and_taken_away() throws Exception {
        Holidays one = read(
                "DTSTART;VALUE=DATE:20270101",
                "RRULE:FREQ=MONTHLY;COUNT=4",
                "EXDATE;VALUE=DATE:20270201,20270301",
                "RDATE;VALUE=DATE:20270510,20270601");

        assertThat(days(one, 2027)).containsExactly("2027-01-01", "2027-04-01", "2027-05-10", "2027-06-01");
    }

    @Test
    void times_are_those_of_their_zone_also_when_clocks_change() throws Exception {
        Holidays weekly = read(
                "DTSTART;TZID=America/New_York:20270301T090000",
                "DTEND;TZID=America/New_York:20270301T100000",
                "RRULE:FREQ=WEEKLY;UNTIL=20270322T130000Z",
                "EXDATE;TZID=America/New_York:20270308T090000");

        assertThat(weekly.contain(Instant.parse("2027-03-01T14:00:00Z"))).isTrue();
        assertThat(weekly.contain(Instant.parse("2027-03-01T15:00:00Z"))).isFalse();
        assertThat(weekly.contain(Instant.parse("2027-03-08T14:30:00Z"))).isFalse();
        assertThat(weekly.contain(Instant.parse("2027-03-15T13:00:00Z"))).isTrue();
        assertThat(weekly.contain(Instant.parse("2027-03-15T14:00:00Z"))).isFalse();
        assertThat(weekly.contain(Instant.parse("2027-03-22T13:30:00Z"))).isTrue();
        assertThat(weekly.contain(Instant.parse("2027-03-29T13:30:00Z"))).isFalse();
    }

    @Test
    void times_in_utc_and_times_that_name_no_zone() throws Exception {
        Holidays utc = read("DTSTART:20270701T120000Z", "DURATION:PT90M");
        Holidays floating = read("DTSTART:20270701T120000", "DTEND:20270701T133000");

        assertThat(utc.contain(Instant.parse("2027-07-01T13:29:00Z"))).isTrue();
        assertThat(utc.contain(Instant.parse("2027-07-01T13:30:00Z"))).isFalse();
        assertThat(floating.contain(Instant.parse("2027-07-01T10:00:00Z"))).isTrue();
        assertThat(floating.contain(Instant.parse("2027-07-01T11:30:00Z"))).isFalse();
    }

    @Test
    void a_zone_that_only_the_file_describes() throws Exception {
        String zone =
                """
                BEGIN:VTIMEZONE
                TZID:Office
                BEGIN:STANDARD
                DTSTART:16010101T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
                END:DAYLIGHT
                END:VTIMEZONE
                """;
        Holidays one = file(zone
                + event(
                        "DTSTART;TZID=Office:20260701T090000",
                        "DTEND;TZID=Office:20260701T100000",
                        "RRULE:FREQ=MONTHLY"));

        assertThat(one.contain(Instant.parse("2026-08-01T07:30:00Z"))).isTrue();
        assertThat(one.contain(Instant.parse("2026-08-01T08:30:00Z"))).isFalse();
        assertThat(one.contain(Instant.parse("2026-12-01T08:30:00Z"))).isTrue();
        assertThat(one.contain(Instant.parse("2026-12-01T07:30:00Z"))).isFalse();
    }

    @Test
    void one_of_a_series_can_be_moved_or_cancelled() throws Exception {
        Holidays moved = file(event("UID:a", "DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=MONTHLY;COUNT=4")
                + event("UID:a", "RECURRENCE-ID;VALUE=DATE:20270201", "DTSTART;VALUE=DATE:20270203")
                + event(
                        "UID:a",
                        "RECURRENCE-ID;VALUE=DATE:20270301",
                        "DTSTART;VALUE=DATE:20270301",
                        "STATUS:CANCELLED"));

        assertThat(days(moved, 2027)).containsExactly("2027-01-01", "2027-02-03", "2027-04-01");
    }

    @Test
    void a_holiday_counts_although_its_calendar_marks_it_as_free() throws Exception {
        assertThat(days(
                        read("DTSTART;VALUE=DATE:20270427", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
                        2027))
                .containsExactly("2027-04-27");
    }

    @Test
    void the_machines_own_zone_does_not_matter() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Pacific/Kiritimati", "America/Sao_Paulo", "UTC")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                Holidays one = read("DTSTART;VALUE=DATE:20181104", "RRULE:FREQ=YEARLY");

                assertThat(days(one, 2018)).containsExactly("2018-11-04");
                assertThat(days(one, 2027)).containsExactly("2027-11-04");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUMMARY:Party | without DTSTART ('Party')",
                "DTSTART;VALUE=DATE:20261345 | at a time that is none",
                "DTSTART;VALUE=DATE:soon | line",
                "DTSTART;VALUE=DATE:20260101;RRULE:FREQ=YERLY | line",
                "DTSTART;TZID=Europe/Amsterdm:20260101T090000;DTEND;TZID=Europe/Amsterdm:20260101T100000 | Europe/Amsterdm",
                "DTSTART:20260101T090000Z;DTEND:20260101T080000Z | ends before it begins",
                "DTSTART:20260101T090000Z;DURATION:PT1M;RRULE:FREQ=HOURLY | more than once a day",
                "DTSTART:20260101T090000Z;DURATION:PT1S;RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3 | times a year",
                "DTSTART;VALUE=DATE:00010101;RRULE:FREQ=DAILY | of the year 1",
            })
    void what_cannot_be_understood_is_refused_with_its_place(String lines, String problem) {
        assertThatThrownBy(() -> read(lines.split(";(?=DTEND|RRULE|DURATION)")))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no calendar", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "<html>", "\u0000\u0001"})
    void what_is_no_calendar_is_refused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("no.ics"), content);

        assertThatThrownBy(() -> CalendarFile.read(file, AMSTERDAM)).isInstanceOf(CalendarException.class);
    }

    @Test
    void what_is_missing_or_too_large_is_refused() throws Exception {
        Path large = Files.writeString(folder.resolve("large.ics"), "X".repeat(1024 * 1024 + 1));
        String many = "BEGIN:VCALENDAR\nVERSION:2.0\n"
                + event("DTSTART;VALUE=DATE:20260101").repeat(5_001) + "END:VCALENDAR\n";
        Path full = Files.writeString(folder.resolve("many.ics"), many);

        assertThatThrownBy(() -> CalendarFile.read(folder.resolve("none.ics"), AMSTERDAM))
                .hasMessageContaining("can be read");
        assertThatThrownBy(() -> CalendarFile.read(folder, AMSTERDAM)).isInstanceOf(CalendarException.class);
        assertThatThrownBy(() -> CalendarFile.read(large, AMSTERDAM)).hasMessageContaining("1 MiB");
        assertThatThrownBy(() -> CalendarFile.read(full, AMSTERDAM))
                .hasMessageContaining("5001 events, expected 1 to 5000");
    }

    @Test
    void hours_end_where_holidays_begin() throws Exception {
        OpeningHours hours = new OpeningHours(
                AMSTERDAM,
                new Week.Builder().add("mon-fri", List.of("09:00-17:00")).build(),
                file(event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270104")
                        + event(
                                "DTSTART;TZID=Europe/Amsterdam:20261223T120000",
                                "DTEND;TZID=Europe/Amsterdam:20261223T180000")));

        assertThat(hours.closesAfter(Instant.parse("2026-12-23T09:00:00Z")))
                .contains(Instant.parse("2026-12-23T11:00:00Z"));
        assertThat(hours.opensAfter(Instant.parse("2026-12-23T11:30:00Z")))
                .contains(Instant.parse("2027-01-04T08:00:00Z"));
    }

    private Holidays read(String... lines) throws Exception {
        return file(event(lines));
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\n" + String.join("\n", lines) + "\nEND:VEVENT\n";
    }

    private Holidays file(String events) throws Exception {
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n" + events + "END:VCALENDAR\n";
        return CalendarFile.read(
                Files.writeString(folder.resolve("holidays.ics"), text.replace("\n", "\r\n")), AMSTERDAM);
    }

    /** The days of a year that begin as holidays. */
    private static List<String> days(Holidays holidays, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return IntStream.range(0, first.lengthOfYear())
                .mapToObj(first::plusDays)
                .filter(day ->
                        holidays.contain(day.atTime(12, 0).atZone(AMSTERDAM).toInstant()))
                .map(LocalDate::toString)
                .toList();
    }
}

package dev.baton.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is open, and when that changes: examples, and against a walk that looks at every minute. */
class OpeningHoursTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** Zones whose clocks change by an hour, by half of one, by two, at midnight, in Ramadan, never. */
    private static final List<String> ZONES = List.of(
            "Europe/Amsterdam",
            "America/New_York",
            "Australia/Lord_Howe",
            "Antarctica/Troll",
            "Africa/Cairo",
            "Africa/Casablanca",
            "America/Havana",
            "Asia/Beirut",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "UTC");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T16:29:59Z, true, 2026-11-21T09:00:00Z, 2026-11-20T16:30:00Z",
        "2026-11-20T16:30:00Z, false, 2026-11-21T09:00:00Z, 2026-11-21T11:00:00Z",
        "2026-11-21T11:30:00Z, false, 2026-11-21T12:00:00Z, 2026-11-21T14:00:00Z",
        "2026-11-22T12:00:00Z, false, 2026-11-23T08:00:00Z, 2026-11-23T16:30:00Z",
        "2026-11-23T08:00:00Z, true, 2026-11-24T08:00:00Z, 2026-11-23T16:30:00Z",
        // Summer time: the same hours on the wall.
        "2026-07-19T12:00:00Z, false, 2026-07-20T07:00:00Z, 2026-07-20T15:30:00Z",
    })
    void a_week_of_an_office(String at, boolean open, String opens, String closes) {
        OpeningHours hours = new OpeningHours(
                AMSTERDAM,
                new Week.Builder()
                        .add("mon-fri", List.of("09:00-17:30"))
                        .add("sat", List.of("10:00-12:00", "13:00-15:00"))
                        .build(),
                null);

        assertThat(hours.isOpen(Instant.parse(at))).isEqualTo(open);
        assertThat(hours.opensAfter(Instant.parse(at))).contains(Instant.parse(opens));
        assertThat(hours.closesAfter(Instant.parse(at))).contains(Instant.parse(closes));
    }

    @ParameterizedTest
    @CsvSource({
        // Half past two is not there on 28 March 2027: what begins then begins at three, and what ends then ends at
        // three.
        "02:30-04:00, 2027-03-28T00:00:00Z, 2027-03-28T01:00:00Z, 2027-03-28T02:00:00Z",
        "01:00-02:30, 2027-03-27T23:30:00Z, 2027-03-28T00:00:00Z, 2027-03-28T01:00:00Z",
        // Half past two is there twice on 25 October 2026: the wall shows the hours twice.
        "02:00-02:30, 2026-10-24T23:30:00Z, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
        "02:00-02:30, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z",
        "01:00-04:00, 2026-10-24T22:30:00Z, 2026-10-24T23:00:00Z, 2026-10-25T03:00:00Z",
    })
    void when_the_clocks_change_the_wall_counts(String hours, String at, String opens, String closes) {
        OpeningHours daily = hours(AMSTERDAM, "mon-sun", hours);

        assertThat(daily.opensAfter(Instant.parse(at))).contains(Instant.parse(opens));
        assertThat(daily.closesAfter(Instant.parse(opens))).contains(Instant.parse(closes));
    }

    @Test
    void a_night_belongs_to_the_day_on_which_it_begins() {
        OpeningHours night = hours(AMSTERDAM, "fri", "22:00-06:00");

        assertThat(night.isOpen(Instant.parse("2026-11-21T04:59:00Z"))).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-11-20T04:59:00Z"))).isFalse();
        assertThat(night.opensAfter(Instant.parse("2026-11-21T05:00:00Z")))
                .contains(Instant.parse("2026-11-27T21:00:00Z"));
        assertThat(night.closesAfter(Instant.parse("2026-11-20T21:30:00Z")))
                .contains(Instant.parse("2026-11-21T05:00:00Z"));
    }

    @Test
    void who_is_always_there_never_closes_and_who_never_is_never_opens() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        OpeningHours always = hours(AMSTERDAM, "mon-sun", "00:00-24:00");
        OpeningHours never = new OpeningHours(
                AMSTERDAM, new Week.Builder().add("mon", List.of()).build(), null);

        assertThat(always.isOpen(now)).isTrue();
        assertThat(always.closesAfter(now)).isEmpty();
        assertThat(never.isOpen(now)).isFalse();
        assertThat(never.opensAfter(now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mon, 9:00-17:00, times such as 09:00-17:30",
        "mon, 09:00-25:00, from 00:00 to 24:00",
        "mon, 09:00-17:60, from 00:00 to 24:00",
        "mon, 24:00-02:00, from 00:00 to 24:00",
        "mon, 09:00-09:00, a whole day is 00:00-24:00",
        "monday, 09:00-17:00, days such as sat or mon-fri",
        "fri-tues, 09:00-17:00, days such as sat or mon-fri",
    })
    void what_is_no_hour_is_told(String days, String hours, String expected) {
        assertThatThrownBy(() -> new Week.Builder().add(days, List.of(hours))).hasMessageContaining(expected);
    }

    @Test
    void a_day_is_said_once() {
        assertThatThrownBy(() -> new Week.Builder()
                        .add("fri-mon", List.of("09:00-17:00"))
                        .add("sun", List.of("10:00-12:00")))
                .hasMessageContaining("sun is in another entry");
    }

    /** Minute by minute over days on which clocks may change, with hours on odd minutes, nights and holidays. */
    @RepeatedTest(60)
    void as_a_walk_that_looks_at_every_minute(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Walk walk = Walk.random(random, ZONES.get(run.getCurrentRepetition() % ZONES.size()));
        Instant at = walk.begin(random);

        assertThat(walk.hours.isOpen(at)).as("%s at %s", walk, at).isEqualTo(walk.isOpen(at));
        assertThat(walk.hours.opensAfter(at).filter(walk::isNear))
                .as("%s opens after %s", walk, at)
                .isEqualTo(walk.next(at, true));
        assertThat(walk.hours.closesAfter(at).filter(walk::isNear))
                .as("%s closes after %s", walk, at)
                .isEqualTo(walk.next(at, false));
    }

    private static OpeningHours hours(ZoneId zone, String days, String hours) {
        return new OpeningHours(
                zone, new Week.Builder().add(days, List.of(hours)).build(), null);
    }

    /** The same hours, as somebody would who has nothing but a clock on the wall and patience. */
    private static final class Walk {

        private static final int DAYS = 9;

        private final ZoneId zone;
        private final List<String> text = new ArrayList<>();
        private final List<Window> windows = new ArrayList<>();
        private final OpeningHours hours;
        private final @Nullable LocalDate holiday;
        private final @Nullable Instant party;
        private Instant end = Instant.MIN;

        private record Window(DayOfWeek day, int from, int to) {}

        private Walk(Random random, String zone, LocalDate near) {
            this.zone = ZoneId.of(zone);
            Week.Builder week = new Week.Builder();
            for (DayOfWeek day : DayOfWeek.values()) {
                List<String> spans = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    int from = random.nextInt(1440);
                    int to = 1 + random.nextInt(1440);
                    if (from != to) {
                        spans.add("%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60));
                        windows.add(new Window(day, from, to));
                    }
                }
                week.add(day.name().substring(0, 3).toLowerCase(Locale.ROOT), spans);
                text.add(day + " " + spans);
            }
            holiday = random.nextBoolean() ? near.plusDays(random.nextInt(5)) : null;
            party = random.nextBoolean()
                    ? near.plusDays(random.nextInt(5))
                            .atStartOfDay(this.zone)
                            .toInstant()
                            .plusSeconds(60L * random.nextInt(3000))
                    : null;
            hours = new OpeningHours(this.zone, week.build(), holidays());
        }

        static Walk random(Random random, String zone) {
            ZoneId id = ZoneId.of(zone);
            Instant some = Instant.parse("2026-01-01T00:00:00Z").plus(random.nextInt(900), ChronoUnit.DAYS);
            var change = id.getRules().nextTransition(some);
            Instant near = change == null || random.nextInt(4) == 0 ? some : change.getInstant();
            Walk walk = new Walk(random, zone, LocalDate.ofInstant(near, id).minusDays(3));
            walk.end = near.plus(DAYS - 4, ChronoUnit.DAYS);
            return walk;
        }

        private @Nullable Holidays holidays() {
            List<HolidayEvent> events = new ArrayList<>();
            EventZone wall = EventZone.of(zone);
            if (holiday != null) {
                events.add(event(holiday.atStartOfDay(), 1, Duration.ZERO, wall));
            }
            if (party != null) {
                events.add(event(
                        LocalDateTime.ofInstant(party, ZoneId.of("UTC")),
                        0,
                        Duration.ofMinutes(95),
                        EventZone.of(ZoneId.of("UTC"))));
            }
            return events.isEmpty() ? null : new Holidays(events, zone);
        }

        private static HolidayEvent event(LocalDateTime start, int days, Duration length, EventZone zone) {
            return new HolidayEvent(
                    start, days, length, zone, List.of(), List.of(), java.util.Set.of(), java.util.Set.of());
        }

        Instant begin(Random random) {
            return end.minus(DAYS, ChronoUnit.DAYS)
                    .plus(random.nextInt(5 * 24 * 60), ChronoUnit.MINUTES)
                    .truncatedTo(ChronoUnit.MINUTES);
        }

        boolean isNear(Instant at) {
            return at.isBefore(end);
        }

        boolean isOpen(Instant at) {
            LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
            if (wall.toLocalDate().equals(holiday)
                    || party != null && !at.isBefore(party) && at.isBefore(party.plusSeconds(95 * 60))) {
                return false;
            }
            int minute = wall.getHour() * 60 + wall.getMinute();
            return windows.stream()
                    .anyMatch(one -> one.from < one.to
                            ? wall.getDayOfWeek() == one.day && minute >= one.from && minute < one.to
                            : wall.getDayOfWeek() == one.day && minute >= one.from
                                    || wall.getDayOfWeek() == one.day.plus(1) && minute < one.to);
        }

        Optional<Instant> next(Instant at, boolean open) {
            boolean before = isOpen(at);
            for (Instant minute = at.plusSeconds(60); minute.isBefore(end); minute = minute.plusSeconds(60)) {
                boolean now = isOpen(minute);
                if (now == open && before != open) {
                    return Optional.of(minute);
                }
                before = now;
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return zone + " " + text + " holiday " + holiday + " party " + party;
        }
    }
}

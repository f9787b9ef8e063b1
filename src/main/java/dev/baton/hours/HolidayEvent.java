package dev.baton.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event of a calendar, as often as it comes. All its times are on the wall of its zone, in which it recurs (RFC 5545,
 * section 3.8.5.3).
 *
 * @param days how long it is when it is of whole days; 0 when it has times
 * @param length how long it is when it has times
 * @param zone of its times; whole days are those of whoever looks
 * @param more further beginnings
 * @param not beginnings that do not count
 */
record HolidayEvent(
        LocalDateTime start,
        int days,
        Duration length,
        EventZone zone,
        List<Rule> rules,
        List<Rule> exceptRules,
        Set<LocalDateTime> more,
        Set<LocalDateTime> not) {

    /** More than so many in a year are a mistake. */
    static final int MOST_IN_A_YEAR = 2_000;

    HolidayEvent {
        rules = List.copyOf(rules);
        exceptRules = List.copyOf(exceptRules);
        more = Set.copyOf(more);
        not = Set.copyOf(not);
    }

    /** When it comes, forwards from a time on, the time included. */
    interface Rule {

        /** Beginnings that are not before {@code from} and before {@code to}, at most {@link #MOST_IN_A_YEAR}. */
        Stream<LocalDateTime> between(LocalDateTime from, LocalDateTime to);
    }

    /** As the event, without one of its beginnings. */
    HolidayEvent without(Set<LocalDateTime> others) {
        Set<LocalDateTime> all = new HashSet<>(not);
        all.addAll(others);
        return new HolidayEvent(start, days, length, zone, rules, exceptRules, more, all);
    }

    /** Tells every time that it takes, if some of it lies between the two. */
    void between(Instant from, Instant to, ZoneId whose, Consumer<Interval> taken) {
        Duration longest = length.plusDays(days + 2L);
        LocalDateTime first = zone.wall(from).minus(longest);
        LocalDateTime last = zone.wall(to).plusDays(2);
        Set<LocalDateTime> except =
                exceptRules.stream().flatMap(rule -> rule.between(first, last)).collect(Collectors.toSet());
        Stream.of(Stream.of(start), more.stream(), rules.stream().flatMap(rule -> rule.between(first, last)))
                .flatMap(beginnings -> beginnings)
                .filter(begin -> !begin.isBefore(first) && begin.isBefore(last))
                .filter(begin -> !not.contains(begin) && !except.contains(begin))
                .distinct()
                .map(begin -> interval(begin, whose))
                .filter(one -> one.from().isBefore(to) && one.to().isAfter(from))
                .forEach(taken);
    }

    private Interval interval(LocalDateTime begin, ZoneId whose) {
        if (days > 0) {
            LocalDate day = begin.toLocalDate();
            return new Interval(
                    day.atStartOfDay(whose).toInstant(),
                    day.plusDays(days).atStartOfDay(whose).toInstant());
        }
        Instant from = zone.instant(begin);
        return new Interval(from, from.plus(length));
    }
}

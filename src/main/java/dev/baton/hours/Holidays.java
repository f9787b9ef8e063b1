package dev.baton.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When nobody is there although the week says otherwise: the events of a calendar. A year of them is worked out when it is
 * asked for, and the last few years are remembered, so that what recurs for ever takes no more room than that.
 */
public final class Holidays {

    private static final int REMEMBERED = 4;

    private final List<HolidayEvent> events;
    private final ZoneId zone;
    private final Map<Integer, List<Interval>> years = new ConcurrentHashMap<>();

    /** @param zone whose days they are */
    Holidays(List<HolidayEvent> events, ZoneId zone) {
        this.events = List.copyOf(events);
        this.zone = zone;
    }

    boolean contain(Instant at) {
        List<Interval> year = in(yearOf(at));
        int low = 0;
        int high = year.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (year.get(middle).to().isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < year.size() && year.get(low).contains(at);
    }

    /** Adds the times between the two at which they begin and end. */
    void addTurns(Instant from, Instant to, Set<Instant> turns) {
        for (int year = yearOf(from); year <= yearOf(to); year++) {
            for (Interval one : in(year)) {
                if (one.from().isBefore(to) && one.to().isAfter(from)) {
                    turns.add(one.from());
                    turns.add(one.to());
                }
            }
        }
    }

    private List<Interval> in(int year) {
        List<Interval> known = years.get(year);
        if (known != null) {
            return known;
        }
        if (years.size() >= REMEMBERED) {
            years.clear();
        }
        List<Interval> found = joined(taken(year));
        years.put(year, found);
        return found;
    }

    private List<Interval> taken(int year) {
        List<Interval> taken = new ArrayList<>();
        Instant from = LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = LocalDate.of(year + 1, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        events.forEach(event -> event.between(from, to, zone, taken::add));
        return taken;
    }

    /** In order, those that touch as one. */
    private static List<Interval> joined(List<Interval> taken) {
        taken.sort(Comparator.comparing(Interval::from));
        List<Interval> joined = new ArrayList<>();
        for (Interval one : taken) {
            Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || one.from().isAfter(last.to())) {
                joined.add(one);
            } else if (one.to().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Interval(last.from(), one.to()));
            }
        }
        return Collections.unmodifiableList(joined);
    }

    private static int yearOf(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getYear();
    }
}

package dev.baton.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The hours of every day of the week, as clocks on the wall show them. Immutable. */
public final class Week {

    private final Map<DayOfWeek, List<Span>> spans;

    private Week(Map<DayOfWeek, List<Span>> spans) {
        this.spans = spans;
    }

    boolean isOpen(LocalDateTime wall) {
        int second = wall.toLocalTime().toSecondOfDay();
        for (Span span : on(wall.toLocalDate())) {
            if (second >= span.from() * 60 && second < span.to() * 60) {
                return true;
            }
        }
        return false;
    }

    /** The times of a day at which it may change. */
    List<LocalDateTime> turns(LocalDate day) {
        List<LocalDateTime> turns = new ArrayList<>();
        for (Span span : on(day)) {
            turns.add(day.atStartOfDay().plus(span.from(), ChronoUnit.MINUTES));
            turns.add(day.atStartOfDay().plus(span.to(), ChronoUnit.MINUTES));
        }
        return turns;
    }

    private List<Span> on(LocalDate day) {
        return spans.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /** Collects the hours of a week. */
    public static final class Builder {

        private final Map<DayOfWeek, List<Span>> spans = new EnumMap<>(DayOfWeek.class);
        private final Set<DayOfWeek> said = EnumSet.noneOf(DayOfWeek.class);

        /**
         * @param days such as {@code sat} or {@code mon-fri}
         * @param hours each such as {@code 09:00-17:30}; over midnight where the end is before the beginning
         * @throws IllegalArgumentException what was expected instead
         */
        public Builder add(String days, List<String> hours) {
            Set<DayOfWeek> chosen = days(days);
            for (DayOfWeek day : chosen) {
                if (!said.add(day)) {
                    throw new IllegalArgumentException(
                            "expected each day once; " + name(day) + " is in another entry too");
                }
            }
            for (String text : hours) {
                List<Span> parts = Span.parse(text);
                for (DayOfWeek day : chosen) {
                    for (int i = 0; i < parts.size(); i++) {
                        spans.computeIfAbsent(day.plus(i), any -> new ArrayList<>())
                                .add(parts.get(i));
                    }
                }
            }
            return this;
        }

        public Week build() {
            Map<DayOfWeek, List<Span>> copy = new EnumMap<>(DayOfWeek.class);
            spans.forEach((day, all) -> copy.put(day, List.copyOf(all)));
            return new Week(copy);
        }

        private static Set<DayOfWeek> days(String text) {
            String[] ends = text.split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            Set<DayOfWeek> days = EnumSet.of(last);
            for (DayOfWeek day = day(ends[0]); day != last; day = day.plus(1)) {
                days.add(day);
            }
            return days;
        }

        private static DayOfWeek day(String text) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (name(day).equals(text)) {
                    return day;
                }
            }
            throw new IllegalArgumentException("expected days such as sat or mon-fri");
        }

        private static String name(DayOfWeek day) {
            return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        }
    }
}

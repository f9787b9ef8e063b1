package dev.baton.hours;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a day, as clocks on the wall show it.
 *
 * @param from minutes since midnight, 0 to 1439
 * @param to minutes since midnight, up to 1440, itself not part of it; after {@code from}
 */
record Span(int from, int to) {

    static final int DAY = 24 * 60;

    private static final Pattern TEXT = Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

    /**
     * @param text such as {@code 09:00-17:30}
     * @return one span; of a text such as {@code 22:00-06:00} two, the second on the next day
     * @throws IllegalArgumentException when it is no such text; the message says what was expected
     */
    static List<Span> parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("expected times such as 09:00-17:30");
        }
        int from = minutes(found.group(1), found.group(2));
        int to = minutes(found.group(3), found.group(4));
        if (from >= DAY || to > DAY) {
            throw new IllegalArgumentException("expected times from 00:00 to 24:00, and a beginning before 24:00");
        }
        if (from == to) {
            throw new IllegalArgumentException("expected an end other than the beginning; a whole day is 00:00-24:00");
        }
        return from < to
                ? List.of(new Span(from, to))
                : to == 0 ? List.of(new Span(from, DAY)) : List.of(new Span(from, DAY), new Span(0, to));
    }

    private static int minutes(String hours, String minutes) {
        int ofTheHour = Integer.parseInt(minutes);
        return ofTheHour > 59 ? DAY + 1 : Integer.parseInt(hours) * 60 + ofTheHour;
    }
}

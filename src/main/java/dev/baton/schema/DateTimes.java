package dev.baton.schema;

import java.time.YearMonth;

/**
 * RFC 3339 date and time, narrowed to what {@link java.time.OffsetDateTime} can hold: no leap second, at most nine
 * digits of a second, an offset of at most 18 hours.
 */
final class DateTimes {

    private static final String SHAPE = "0000-00-00T00:00:00";

    private DateTimes() {}

    static boolean isValid(String text) {
        return text.length() > SHAPE.length()
                && hasShape(text, 0, SHAPE)
                && isDate(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60
                && isOffset(text, afterFraction(text));
    }

    private static boolean isDate(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** The index after the fraction of a second; the same index when there is none; the end when it is wrong. */
    private static int afterFraction(String text) {
        int start = SHAPE.length();
        if (text.charAt(start) != '.') {
            return start;
        }
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        int digits = end - start - 1;
        return digits >= 1 && digits <= 9 ? end : text.length();
    }

    private static boolean isOffset(String text, int from) {
        if (text.length() == from + 1) {
            return Character.toUpperCase(text.charAt(from)) == 'Z';
        }
        if (text.length() != from + 6 || "+-".indexOf(text.charAt(from)) < 0 || !hasShape(text, from + 1, "00:00")) {
            return false;
        }
        int hours = number(text, from + 1, from + 3);
        int minutes = number(text, from + 4, from + 6);
        return minutes < 60 && hours * 60 + minutes <= 18 * 60;
    }

    private static boolean hasShape(String text, int from, String shape) {
        for (int i = 0; i < shape.length(); i++) {
            char actual = text.charAt(from + i);
            char wanted = shape.charAt(i);
            if (wanted == '0' ? !isDigit(actual) : Character.toUpperCase(actual) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

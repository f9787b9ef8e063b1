package dev.baton.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cutting and joining text without breaking characters. Lengths are UTF-16 code units. */
public final class Text {

    /** Ends what was cut. */
    public static final String MARK = "…";

    // The regex engine knows emoji sequences on every supported Java; java.text.BreakIterator only from Java 20 on.
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final int WINDOW = 64;

    private Text() {}

    /** The text itself when it fits, else its beginning with the mark {@code …}; never longer than the limit. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, boundary(text, 0, limit - 1)).stripTrailing() + MARK;
    }

    /** The last place at or before {@code end} that does not tear a character that a reader sees as one. */
    public static int boundary(String text, int from, int end) {
        if (end >= text.length()) {
            return text.length();
        }
        int start = whole(text, Math.max(from, end - WINDOW));
        Matcher grapheme = GRAPHEME.matcher(text).region(start, Math.min(text.length(), end + WINDOW));
        int last = start;
        while (grapheme.find() && grapheme.end() <= end) {
            last = grapheme.end();
        }
        return last > start ? last : whole(text, end);
    }

    /** Never between the two halves of a surrogate pair. */
    private static int whole(String text, int at) {
        boolean torn = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return torn ? at - 1 : at;
    }

    /** Further lines are indented, so that no line of a message can look like the beginning of another one. */
    static String indented(String text) {
        return LINE_BREAK.matcher(text.strip()).replaceAll("\n  ");
    }

    static String oneLine(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }
}

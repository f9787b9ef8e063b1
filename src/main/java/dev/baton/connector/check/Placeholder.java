package dev.baton.connector.check;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What stands between double braces: a setting or a bean, or one of Camel's functions.
 *
 * @param text as it is written, braces included
 * @param name without the mark for an optional value and without a fallback
 */
public record Placeholder(String text, String name, int start, int end) {

    private static final Pattern FORM = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern MARK = Pattern.compile("^[?!]");

    public static List<Placeholder> in(String text) {
        return FORM.matcher(text).results().map(Placeholder::of).toList();
    }

    private static Placeholder of(MatchResult found) {
        String inner = MARK.matcher(found.group(1).strip()).replaceFirst("");
        int colon = inner.indexOf(':');
        String name = colon < 0 ? inner : inner.substring(0, colon);
        return new Placeholder(found.group(), name, found.start(), found.end());
    }

    /** True for {@code {{env:HOME}}}, but also for a setting with a fallback. */
    boolean hasColon() {
        return text.indexOf(':') >= 0;
    }

    /** The text with every placeholder blotted out, so that what is in them is not taken for syntax. */
    static String blotted(String text) {
        StringBuilder blotted = new StringBuilder(text);
        in(text).forEach(found -> blotted.replace(found.start, found.end, "x".repeat(found.end - found.start)));
        return blotted.toString();
    }
}

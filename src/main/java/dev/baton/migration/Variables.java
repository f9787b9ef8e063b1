package dev.baton.migration;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another platform puts values in place of: {@code {{name}}}, {@code {name}} and {@code ${name}}. */
final class Variables {

    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\{[^{}]+}}|\\$\\{[^{}]+}|\\{[A-Za-z_][A-Za-z0-9_.-]*}");

    private Variables() {}

    /** As they are written, with their braces, in the order of the text. */
    static List<String> in(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).toList();
    }

    static boolean areIn(String text) {
        return VARIABLE.matcher(text).find();
    }

    /** Whether the text is a variable and nothing else. */
    static boolean isOne(String text) {
        return VARIABLE.matcher(text.strip()).matches();
    }

    static String fill(String text, Samples samples) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(samples.of(found.group())));
    }
}

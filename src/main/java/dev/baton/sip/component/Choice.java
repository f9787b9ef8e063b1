package dev.baton.sip.component;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options with a few values, and lists. */
final class Choice {

    private Choice() {}

    /** @throws IllegalArgumentException when it is none of them */
    static void check(String option, @Nullable String found, String... allowed) {
        if (found != null && !List.of(allowed).contains(found)) {
            throw new IllegalArgumentException(
                    "Option " + option + ": found '" + found + "', expected " + String.join(", ", allowed));
        }
    }

    /** @throws IllegalArgumentException when it is not above 0 and at most a day */
    static void checkMillis(String option, long found) {
        if (found < 1 || found > 86_400_000) {
            throw new IllegalArgumentException("Option " + option + ": found " + found + ", expected 1 to 86400000");
        }
    }

    /** What stands between commas; none of nothing. */
    static List<String> list(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::strip).toList();
    }

    /** A plus in a URI becomes a space when Camel reads it, and a number starts with nothing else. */
    static List<String> numbers(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream()
                        .map(entry -> entry.replaceFirst("^\\s*(=?)[ +]+(?=\\d)", "$1+")
                                .strip())
                        .toList();
    }
}

package dev.baton.security;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so much time: {@code 50/s}, {@code 600/m} or {@code 10000/h}. All of them may come at once; after
 * that they come back evenly.
 *
 * @param requests 1 to 999,999
 */
record Rate(int requests, Duration per) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})/([smh])");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    /** @throws IllegalArgumentException when it is no rate; says what would be one */
    static Rate parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is no acceptable rate: expected for example 50/s, 600/m or 10000/h");
        }
        return new Rate(Integer.parseInt(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), Duration.ZERO));
    }

    /** Nanoseconds between two requests that come evenly. */
    long interval() {
        return per.toNanos() / requests;
    }
}

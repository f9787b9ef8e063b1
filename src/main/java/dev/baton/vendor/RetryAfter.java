package dev.baton.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The HTTP header Retry-After (RFC 9110 section 10.2.3): seconds, or a date. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** @return empty when the value is neither; at most a day, never negative */
    static Optional<Duration> parse(String value) {
        try {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value.trim()))));
        } catch (NumberFormatException notSeconds) {
            return date(value);
        } catch (ArithmeticException tooLong) {
            return Optional.of(LONGEST);
        }
    }

    private static Optional<Duration> date(String value) {
        try {
            Instant until = ZonedDateTime.parse(value.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(Instant.now(), until)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration duration) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}

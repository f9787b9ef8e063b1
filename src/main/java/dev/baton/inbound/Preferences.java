package dev.baton.inbound;

import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP header Prefer (RFC 7240). A preference that cannot be read is no preference. */
final class Preferences {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

    private Preferences() {}

    /** @return how long to wait for the outcome, at most a minute; zero when nobody asks */
    static Duration wait(Enumeration<String> headers) {
        return Collections.list(headers).stream()
                .map(Preferences::wait)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> wait(String header) {
        Matcher matcher = WAIT.matcher(header);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return Optional.of(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
    }
}

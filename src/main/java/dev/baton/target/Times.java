package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.Findings.Actor;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times such as 500ms, 15s, 2m and 8h. */
final class Times {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

    private final Findings findings;

    Times(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param pointer ends with the name of the member
     * @param declared what has the member
     * @return absent when it is not there, or breaks the schema, which has been said
     */
    @Nullable
    Duration read(String pointer, JsonNode declared, long leastMillis, long mostMillis) {
        JsonNode text = declared.path(pointer.substring(pointer.lastIndexOf('/') + 1));
        Matcher time = TIME.matcher(text.asText());
        if (!text.isTextual() || !time.matches()) {
            return null;
        }
        long number = Long.parseLong(time.group(1));
        Duration read =
                switch (time.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        if (read.toMillis() < leastMillis || read.toMillis() > mostMillis) {
            String problem =
                    "found \"" + text.asText() + "\", expected " + shown(leastMillis) + " to " + shown(mostMillis);
            findings.atValue(pointer, problem, Actor.INTEGRATOR);
        }
        return read;
    }

    private static String shown(long millis) {
        if (millis == 0 || millis >= 1_000 && millis < 60_000) {
            return millis / 1_000 + "s";
        }
        if (millis < 1_000) {
            return millis + "ms";
        }
        return millis > 24 * 3_600_000 ? millis / 3_600_000 + "h" : millis / 60_000 + "m";
    }
}

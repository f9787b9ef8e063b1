package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.Findings.Actor;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a target's breaker and rate. What breaks the schema is skipped, it has been said. */
final class ProtectionReader {

    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})/(s|min|h)");
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100)%");
    private static final int MOST = 1_000_000;

    private final Findings findings;

    ProtectionReader(Findings findings) {
        this.findings = findings;
    }

    /** @param target as it is declared */
    Protection read(String pointer, JsonNode target) {
        return new Protection(
                breaker(pointer + "/breaker", target.path("breaker")), rate(pointer + "/rate", target.path("rate")));
    }

    private BreakerChoice breaker(String pointer, JsonNode declared) {
        if (declared.isBoolean() && !declared.asBoolean()) {
            return new BreakerChoice(true, null, null, null, null);
        }
        Matcher percent = PERCENT.matcher(declared.path("failures").asText());
        Duration pause = new Times(findings).read(pointer + "/pause", declared, 1_000, 600_000);
        return new BreakerChoice(
                false,
                percent.matches() ? Integer.valueOf(percent.group(1)) : null,
                number(declared.path("calls")),
                pause,
                number(declared.path("trials")));
    }

    private static @Nullable Integer number(JsonNode declared) {
        return declared.canConvertToInt() ? declared.asInt() : null;
    }

    private @Nullable Rate rate(String pointer, JsonNode declared) {
        Matcher rate = RATE.matcher(declared.asText());
        if (!declared.isTextual() || !rate.matches()) {
            return null;
        }
        int handovers = Integer.parseInt(rate.group(1));
        if (handovers > MOST) {
            findings.atValue(
                    pointer, "found \"" + declared.asText() + "\", expected 1000000 at most", Actor.INTEGRATOR);
        }
        Duration period =
                switch (rate.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "min" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        return new Rate(handovers, period);
    }
}

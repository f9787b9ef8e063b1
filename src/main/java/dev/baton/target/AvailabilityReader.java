package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.Findings.Actor;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads whether and how a target is asked if anybody is there, and whether its connector can ask. */
final class AvailabilityReader {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private final ConnectorForm form;
    private final Findings findings;

    AvailabilityReader(ConnectorForm form, Findings findings) {
        this.form = form;
        this.findings = findings;
    }

    /** @param target as it is declared; what breaks the schema is skipped, it has been said */
    @Nullable
    AskPolicy read(String pointer, JsonNode target) {
        JsonNode declared = target.path("availability");
        boolean asks = declared.asText().equals("ask") || declared.path("ask").asBoolean();
        if (!asks) {
            return null;
        }
        Set<String> needed = form.asks();
        if (needed == null) {
            String problem = "found that this target is to be asked, but connector '" + form.id()
                    + "' cannot ask, expected none, or a file " + form.id()
                    + ".availability.kamelet.yaml in its folder";
            findings.atValue(pointer + "/availability", problem, Actor.INTEGRATOR);
            return null;
        }
        for (String setting : needed) {
            if (!target.path("settings").has(setting)
                    && form.setting(setting).path("default").isMissingNode()) {
                String problem = "found nothing, expected a value: this target is to be asked whether it is open";
                findings.atKey(Pointers.join(pointer + "/settings", setting), problem, Actor.INTEGRATOR);
            }
        }
        return new AskPolicy(
                time(pointer + "/availability/keepFor", declared, AskPolicy.DEFAULT.keepFor(), 1_000, 600_000),
                time(pointer + "/availability/within", declared, AskPolicy.DEFAULT.within(), 100, 10_000));
    }

    private Duration time(String pointer, JsonNode declared, Duration otherwise, long leastMillis, long mostMillis) {
        JsonNode text = declared.path(pointer.substring(pointer.lastIndexOf('/') + 1));
        Matcher time = TIME.matcher(text.asText());
        if (!text.isTextual() || !time.matches()) {
            return otherwise;
        }
        long number = Long.parseLong(time.group(1));
        Duration read =
                switch (time.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                };
        if (read.toMillis() < leastMillis || read.toMillis() > mostMillis) {
            String problem =
                    "found \"" + text.asText() + "\", expected " + shown(leastMillis) + " to " + shown(mostMillis);
            findings.atValue(pointer, problem, Actor.INTEGRATOR);
        }
        return read;
    }

    private static String shown(long millis) {
        if (millis < 1_000) {
            return millis + "ms";
        }
        return millis < 60_000 ? millis / 1_000 + "s" : millis / 60_000 + "m";
    }
}

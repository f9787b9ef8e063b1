package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.Findings.Actor;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whether and how a target is asked if anybody is there, and whether its connector can ask. */
final class AvailabilityReader {

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
        Times times = new Times(findings);
        Duration keepFor = times.read(pointer + "/availability/keepFor", declared, 1_000, 600_000);
        Duration within = times.read(pointer + "/availability/within", declared, 100, 10_000);
        return new AskPolicy(
                keepFor == null ? AskPolicy.DEFAULT.keepFor() : keepFor,
                within == null ? AskPolicy.DEFAULT.within() : within);
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.schema.Nearest;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a target asks of a handover beyond the contract: members it cannot do without, settings it lets be overridden. */
public final class TargetDemands {

    private TargetDemands() {}

    /** @param violations gets everything that the message lacks for this target */
    public static void check(ActiveTarget target, JsonNode message, List<Violation> violations) {
        target.connector().missingIn(message).forEach(path -> require(target, message, path, violations));
        message.path("settings").properties().forEach(setting -> {
            SchemaCheck check = target.overridable().get(setting.getKey());
            if (check == null) {
                violations.add(notOverridable(target, setting.getKey()));
            } else {
                check.check(setting.getValue())
                        .forEach(violation -> violations.add(below("/settings/" + setting.getKey(), violation)));
            }
        });
    }

    private static void require(ActiveTarget target, JsonNode message, String path, List<Violation> violations) {
        String pointer = "/" + path.replace('.', '/');
        JsonNode found = message.at(pointer);
        violations.add(new Violation(
                pointer,
                found.isMissingNode() ? null : found.toString(),
                "a value: the target " + target.name() + " cannot do without it",
                null));
    }

    private static Violation notOverridable(ActiveTarget target, String name) {
        Set<String> overridable = new TreeSet<>(target.overridable().keySet());
        return new Violation(
                "/settings/" + name.replace("~", "~0").replace("/", "~1"),
                null,
                "only settings that the target " + target.name() + " lets a message override: "
                        + (overridable.isEmpty() ? "it has none" : String.join(", ", overridable)),
                Nearest.to(name, overridable));
    }

    private static Violation below(String pointer, Violation violation) {
        return new Violation(
                pointer + violation.pointer(), violation.found(), violation.expected(), violation.suggestion());
    }
}

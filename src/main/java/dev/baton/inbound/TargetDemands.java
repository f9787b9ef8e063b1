package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.schema.Nearest;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.List;

/** What a target asks of a handover beyond the contract: members it cannot do without, settings it lets be overridden. */
final class TargetDemands {

    private TargetDemands() {}

    static void check(ActiveTarget target, JsonNode message, List<Violation> violations) {
        target.connector().requires().forEach(path -> {
            String pointer = "/" + path.replace('.', '/');
            JsonNode found = message.at(pointer);
            if (found.isMissingNode() || found.asText().isBlank()) {
                violations.add(new Violation(
                        pointer,
                        found.isMissingNode() ? null : found.toString(),
                        "a value: the target " + target.name() + " cannot do without it",
                        null));
            }
        });
        message.path("settings").properties().forEach(setting -> {
            if (!target.definition().overridable().contains(setting.getKey())) {
                violations.add(new Violation(
                        "/settings/" + setting.getKey().replace("~", "~0").replace("/", "~1"),
                        null,
                        "only settings that the target " + target.name() + " lets a message override: "
                                + (target.definition().overridable().isEmpty()
                                        ? "it has none"
                                        : String.join(", ", target.definition().overridable())),
                        Nearest.to(setting.getKey(), target.definition().overridable())));
            } else {
                checkType(target, setting.getKey(), setting.getValue(), violations);
            }
        });
    }

    private static void checkType(ActiveTarget target, String name, JsonNode value, List<Violation> violations) {
        JsonNode schema =
                target.connector().form().definition().path("properties").path(name);
        if (schema instanceof ObjectNode object) {
            SchemaCheck.of(object)
                    .check(value)
                    .forEach(violation -> violations.add(new Violation(
                            "/settings/" + name + violation.pointer(),
                            violation.found(),
                            violation.expected(),
                            violation.suggestion())));
        }
    }
}

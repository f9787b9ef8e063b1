package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import dev.baton.source.SourceError;
import dev.baton.target.Findings.Actor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one target against its connector's definition. Used once. */
final class SettingsReader {

    private final String pointer;
    private final ConnectorForm form;
    private final SettingValue values;
    private final Findings findings;
    private final ObjectNode complete = JsonNodeFactory.instance.objectNode();
    /** Settings about which an error is said already: nothing else about them would help. */
    private final Set<String> unusable = new HashSet<>();

    SettingsReader(String pointer, ConnectorForm form, UnaryOperator<@Nullable String> environment, Findings findings) {
        this.pointer = pointer;
        this.form = form;
        this.values = new SettingValue(form, environment);
        this.findings = findings;
    }

    /** @return all settings, secrets among them; not to be used when there are findings */
    ObjectNode read(JsonNode given) {
        given.properties().forEach(setting -> take(setting.getKey(), setting.getValue()));
        Set<String> broken = Set.copyOf(unusable);
        new Defaults(form, complete).apply(broken).forEach(this::blameDefault);
        check(given);
        return complete;
    }

    private void take(String name, JsonNode value) {
        try {
            complete.set(name, values.read(name, value));
        } catch (SettingValue.Refused e) {
            unusable.add(name);
            findings.atValue(Pointers.join(pointer, name), String.valueOf(e.getMessage()), e.actor());
        }
    }

    private void blameDefault(String name, String reason) {
        unusable.add(name);
        if (!reason.isEmpty()) {
            String problem = "found no value in connector '" + form.id() + "': " + reason;
            findings.atKey(Pointers.join(pointer, name), problem, Actor.CONNECTOR_AUTHOR);
        }
    }

    private void check(JsonNode given) {
        ObjectNode closed = form.definition().deepCopy();
        closed.put("additionalProperties", false);
        try {
            List<Violation> violations = SchemaCheck.of(closed).check(complete).stream()
                    .filter(violation -> !unusable.contains(Pointers.first(violation.pointer())))
                    .toList();
            boolean givenIsWrong =
                    violations.stream().anyMatch(violation -> given.has(Pointers.first(violation.pointer())));
            violations.stream()
                    // What is made from a wrong setting is wrong too, and is right again with it.
                    .filter(violation -> !givenIsWrong || !isDerived(Pointers.first(violation.pointer()), given))
                    .forEach(violation -> blame(violation, given));
        } catch (IllegalArgumentException e) {
            String problem = "found a definition in connector '" + form.id() + "' that is no JSON Schema";
            findings.atKey(pointer, problem, Actor.CONNECTOR_AUTHOR);
        }
    }

    private void blame(Violation violation, JsonNode given) {
        String name = Pointers.first(violation.pointer());
        String place = pointer + violation.pointer();
        if (violation.found() == null) {
            findings.atValue(place, SourceError.describe(violation), Actor.INTEGRATOR);
        } else if (form.setting(name).isMissingNode()) {
            findings.atKey(place, describe(violation, Kind.of(given.path(name))), Actor.INTEGRATOR);
        } else if (isDerived(name, given)) {
            String problem = describe(violation, "what its default makes of other settings");
            findings.atKey(place, problem, Actor.INTEGRATOR);
        } else if (!given.has(name)) {
            findings.atKey(place, describe(violation, "the default"), Actor.CONNECTOR_AUTHOR);
        } else if (Reference.of(given.path(name).asText()) != null) {
            String found = "the value of " + given.path(name).asText();
            findings.atValue(place, describe(violation, found), Actor.OPERATOR);
        } else {
            findings.atValue(place, SourceError.describe(violation), Actor.INTEGRATOR);
        }
    }

    private boolean isDerived(String name, JsonNode given) {
        return !given.has(name) && form.setting(name).path("default").asText().contains("{{");
    }

    private static String describe(Violation violation, String found) {
        return SourceError.describe(
                new Violation(violation.pointer(), found, violation.expected(), violation.suggestion()));
    }
}

package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.Findings.Actor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which settings a message may override: none that could send a conversation, or a secret, somewhere else. */
final class Overridable {

    private final ConnectorForm form;
    private final Findings findings;

    Overridable(ConnectorForm form, Findings findings) {
        this.form = form;
        this.findings = findings;
    }

    Set<String> read(String targetPointer, JsonNode names) {
        Set<String> overridable = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String pointer = targetPointer + "/overridable/" + i;
            String name = names.get(i).asText();
            String reason = reasonAgainst(name);
            if (!names.get(i).isTextual()) {
                continue;
            } else if (form.setting(name).isMissingNode()) {
                findings.unknown(pointer, name, "setting of connector '" + form.id() + "'", settings());
            } else if (reason != null) {
                String problem = "found '" + name + "', expected a setting that a message may change: " + reason;
                findings.atValue(pointer, problem, Actor.INTEGRATOR);
            } else {
                overridable.add(name);
            }
        }
        return overridable;
    }

    private @Nullable String reasonAgainst(String name) {
        if (form.isSecret(name)) {
            return "this one is a secret";
        }
        if (form.setting(name).path("format").asText().equals("uri")) {
            return "this one is an address, and a message must not choose where calls go";
        }
        if (form.placeholders().contains(name)) {
            return "this one is a part of the connector's calls ({{" + name + "}})";
        }
        return Defaults.usesInDefaults(form, name) ? "the defaults of other settings are made from this one" : null;
    }

    private List<String> settings() {
        List<String> names = new ArrayList<>();
        form.definition().path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}

package dev.baton.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * A place where humans work: a connector with its settings.
 *
 * @param settings complete with defaults, without secrets; not to be changed
 * @param secrets by setting; not for logs, metrics, answers or mappings
 * @param overridable the settings that a message may override
 */
public record TargetDefinition(
        String name, String connector, ObjectNode settings, Map<String, String> secrets, Set<String> overridable) {

    public TargetDefinition {
        secrets = Map.copyOf(secrets);
        overridable = Set.copyOf(overridable);
    }

    /** Names the secrets, never shows them. */
    @Override
    public String toString() {
        return "TargetDefinition[name=" + name + ", connector=" + connector + ", settings=" + settings + ", secrets="
                + secrets.keySet() + ", overridable=" + overridable + "]";
    }
}

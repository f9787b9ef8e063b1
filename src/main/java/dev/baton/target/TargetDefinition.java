package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where humans work: a connector with its settings.
 *
 * @param settings complete with defaults, without secrets; not to be changed
 * @param secrets by setting; not for logs, metrics, answers or mappings
 * @param given the settings that somebody wrote; the others are the connector's defaults
 * @param overridable the settings that a message may override
 * @param availability how it is asked whether anybody is there; absent when it is not asked
 * @param onUnknown what becomes of a handover that it may have taken
 * @param protection its breaker and its rate
 */
public record TargetDefinition(
        String name,
        String connector,
        ObjectNode settings,
        Map<String, String> secrets,
        Set<String> given,
        Set<String> overridable,
        @Nullable AskPolicy availability,
        OnUnknown onUnknown,
        Protection protection) {

    public TargetDefinition {
        secrets = Map.copyOf(secrets);
        given = Set.copyOf(given);
        overridable = Set.copyOf(overridable);
    }

    /** A target with settings that nobody wrote into a file, such as an example's; defaults are added. */
    public static TargetDefinition of(String name, ConnectorForm form, ObjectNode given) {
        ObjectNode complete = given.deepCopy();
        Map<String, String> unmade = new Defaults(form, complete).apply(Set.of());
        if (!unmade.isEmpty()) {
            throw new IllegalArgumentException("Connector " + form.id() + ": settings without a value: " + unmade);
        }
        return of(name, form, complete, names(given), Set.of());
    }

    /** @param complete all settings, secrets among them */
    static TargetDefinition of(
            String name, ConnectorForm form, ObjectNode complete, Set<String> given, Set<String> overridable) {
        ObjectNode settings = complete.objectNode();
        Map<String, String> secrets = new HashMap<>();
        complete.properties().forEach(setting -> {
            if (form.isSecret(setting.getKey())) {
                secrets.put(setting.getKey(), setting.getValue().asText());
            } else {
                settings.set(setting.getKey(), setting.getValue());
            }
        });
        return new TargetDefinition(
                name, form.id(), settings, secrets, given, overridable, null, OnUnknown.FAIL, Protection.DEFAULT);
    }

    /** The names of the settings in an object; none when it is no object. */
    static Set<String> names(JsonNode settings) {
        Set<String> names = new HashSet<>();
        settings.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The same target with other secrets, such as masks. */
    public TargetDefinition withSecrets(Map<String, String> others) {
        return new TargetDefinition(
                name, connector, settings, others, given, overridable, availability, onUnknown, protection);
    }

    /** The same target, asked in this way; not asked when the way is absent. */
    TargetDefinition asked(@Nullable AskPolicy policy) {
        return new TargetDefinition(
                name, connector, settings, secrets, given, overridable, policy, onUnknown, protection);
    }

    /** The same target with another choice. */
    TargetDefinition onUnknown(OnUnknown choice) {
        return new TargetDefinition(
                name, connector, settings, secrets, given, overridable, availability, choice, protection);
    }

    /** The same target, guarded in this way. */
    TargetDefinition guarded(Protection other) {
        return new TargetDefinition(
                name, connector, settings, secrets, given, overridable, availability, onUnknown, other);
    }

    /** Names the secrets, never shows them. */
    @Override
    public String toString() {
        return "TargetDefinition[name=" + name + ", connector=" + connector + ", settings=" + settings + ", secrets="
                + secrets.keySet() + ", overridable=" + overridable + ", availability=" + availability + "]";
    }
}

package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.target.TargetDefinition;

/** A target's settings with what a message was allowed to change. */
public final class SettingsOverride {

    private SettingsOverride() {}

    /** Settings that the target does not offer for overriding are not taken, whatever the message says. */
    public static ObjectNode of(TargetDefinition target, JsonNode handover) {
        JsonNode wanted = handover.path("settings");
        if (wanted.isEmpty() || target.overridable().isEmpty()) {
            return target.settings();
        }
        ObjectNode settings = target.settings().deepCopy();
        target.overridable().forEach(name -> {
            if (wanted.hasNonNull(name)) {
                settings.set(name, wanted.get(name));
            }
        });
        return settings;
    }
}

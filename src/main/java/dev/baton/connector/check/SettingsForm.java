package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The settings that a connector declares. */
record SettingsForm(JsonNode definition) {

    static final String POINTER = "/spec/definition";

    static SettingsForm of(JsonNode kamelet) {
        return new SettingsForm(kamelet.at(POINTER));
    }

    JsonNode setting(String name) {
        return definition.path("properties").path(name);
    }

    boolean has(String name) {
        return !setting(name).isMissingNode();
    }

    boolean isSecret(String name) {
        return format(name).equals("password");
    }

    boolean isAddress(String name) {
        return format(name).equals("uri");
    }

    boolean alwaysHasValue(String name) {
        for (JsonNode required : definition.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return setting(name).has("default");
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        definition.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<String> secrets() {
        return names().stream().filter(this::isSecret).toList();
    }

    List<String> open() {
        return names().stream().filter(name -> !isSecret(name)).toList();
    }

    private String format(String name) {
        return setting(name).path("format").asText();
    }
}

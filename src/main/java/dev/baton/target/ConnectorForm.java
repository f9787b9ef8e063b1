package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Channel;
import java.util.Set;

/**
 * What a target has to know about its connector.
 *
 * @param definition the Kamelet's {@code spec.definition}: the JSON Schema of its settings
 * @param placeholders the settings that stand as <code>{{name}}</code> in the connector's calls
 */
public record ConnectorForm(String id, Set<Channel> channels, ObjectNode definition, Set<String> placeholders) {

    public ConnectorForm {
        channels = Set.copyOf(channels);
        placeholders = Set.copyOf(placeholders);
    }

    JsonNode setting(String name) {
        return definition.path("properties").path(name);
    }

    boolean isSecret(String setting) {
        return setting(setting).path("format").asText().equals("password");
    }

    boolean isRequired(String setting) {
        for (JsonNode required : definition.path("required")) {
            if (required.asText().equals(setting)) {
                return true;
            }
        }
        return false;
    }
}

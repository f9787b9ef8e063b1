package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Channel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a target has to know about its connector.
 *
 * @param definition the Kamelet's {@code spec.definition}: the JSON Schema of its settings
 * @param placeholders the settings that stand as <code>{{name}}</code> in the connector's calls
 * @param asks the settings that are needed to ask a target whether anybody is there; absent when the connector cannot ask
 */
public record ConnectorForm(
        String id, Set<Channel> channels, ObjectNode definition, Set<String> placeholders, @Nullable Set<String> asks) {

    public ConnectorForm {
        channels = Set.copyOf(channels);
        placeholders = Set.copyOf(placeholders);
        asks = asks == null ? null : Set.copyOf(asks);
    }

    /** The form of a connector that cannot ask. */
    public ConnectorForm(String id, Set<Channel> channels, ObjectNode definition, Set<String> placeholders) {
        this(id, channels, definition, placeholders, null);
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

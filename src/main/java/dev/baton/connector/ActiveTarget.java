package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.target.TargetDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A target that can be delivered to: its definition and the connector version that serves it. Immutable; a change of
 * either makes a new one, which is equal to no other.
 */
public final class ActiveTarget {

    private final TargetDefinition definition;
    private final Connector connector;
    private final Map<String, SchemaCheck> overridable;

    public ActiveTarget(TargetDefinition definition, Connector connector) {
        this.definition = definition;
        this.connector = connector;
        JsonNode settings = connector.form().definition().path("properties");
        this.overridable = definition.overridable().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> SchemaCheck.of(settings.path(name))));
    }

    /** What a message may override, each with what its value is checked against. */
    public Map<String, SchemaCheck> overridable() {
        return overridable;
    }

    public TargetDefinition definition() {
        return definition;
    }

    public Connector connector() {
        return connector;
    }

    public String name() {
        return definition.name();
    }

    /** Empty when the target does not set this secret. */
    public Optional<String> secretIfSet(String setting) {
        return Optional.ofNullable(definition.secrets().get(setting));
    }

    /** @throws IllegalArgumentException when the target has no such secret */
    public String secret(String setting) {
        String value = definition.secrets().get(setting);
        if (value == null) {
            throw new IllegalArgumentException("Target " + name() + ": connector " + connector.id()
                    + " uses the secret setting '" + setting + "', which is not set");
        }
        return value;
    }
}

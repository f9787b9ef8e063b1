package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.Example;
import dev.baton.target.TargetDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where examples run. Building a trial is most of the cost of a proof, so it serves all examples for which it would come
 * out the same: most settings are seen by mappings only, which get them with each delivery.
 */
final class Stages implements AutoCloseable {

    private final Connector connector;
    private final Map<Plan, Trial> built = new HashMap<>();

    Stages(Connector connector) {
        this.connector = connector;
    }

    /** @throws dev.baton.source.SourceException when the Kamelet cannot be built with the example's settings */
    Stage of(Example example) {
        TargetDefinition definition = TargetDefinition.of("example", connector.form(), example.settings());
        boolean beside = example.asks() || example.operation() != null;
        Connector shown = shown(example);
        ActiveTarget target = new ActiveTarget(definition, shown);
        Plan plan = new Plan(shown.id(), builtIn(definition, shown, beside), definition.secrets());
        return new Stage(target, built.computeIfAbsent(plan, key -> new Trial(target, example.asks())));
    }

    private Connector shown(Example example) {
        if (example.operation() != null) {
            return Objects.requireNonNull(connector.operations().get(example.operation()));
        }
        return example.asks() ? Objects.requireNonNull(connector.availability()) : connector;
    }

    /**
     * The settings that stand in the calls, and the addresses, which are hosts that may be called.
     *
     * @param all the form knows what stands in the connector's own calls, and not what in those beside them
     */
    private static Map<String, JsonNode> builtIn(TargetDefinition definition, Connector shown, boolean all) {
        Map<String, JsonNode> builtIn = new HashMap<>();
        definition.settings().properties().forEach(setting -> {
            String name = setting.getKey();
            boolean address = setting.getValue().asText().contains("://");
            boolean named = shown.hosts().stream().anyMatch(host -> host.contains(name));
            if (all || address || named || shown.form().placeholders().contains(name)) {
                builtIn.put(name, setting.getValue());
                builtIn.put(name + " given", given(definition, name));
            }
        });
        return builtIn;
    }

    /** An address that somebody wrote may be called; one that comes of the defaults only if it is declared. */
    private static JsonNode given(TargetDefinition definition, String name) {
        return definition.settings().booleanNode(definition.given().contains(name));
    }

    @Override
    public void close() {
        built.values().forEach(Trial::close);
    }

    /** @param target the example's own, whose settings the mappings see */
    record Stage(ActiveTarget target, Trial trial) {}

    private record Plan(String kamelet, Map<String, JsonNode> settings, Map<String, String> secrets) {

        /** Names no secret. */
        @Override
        public String toString() {
            return "Plan[kamelet=" + kamelet + ", settings=" + settings.keySet() + "]";
        }
    }
}

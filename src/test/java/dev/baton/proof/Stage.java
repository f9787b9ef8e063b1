package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.target.TargetDefinition;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connector with the settings and the answers of one of its examples, and secrets that are found again anywhere. */
final class Stage implements AutoCloseable {

    static final String HANDOVER_ID = "01JD0000000000000000000000";
    static final String CANARY = "canary-";

    private final ActiveTarget target;
    private final Trial trial;
    private final List<JsonNode> answers;

    private Stage(Connector connector, Example example) {
        // The limits are those of the vendor then, as the connector's defaults have them.
        ObjectNode settings = example.settings().deepCopy().remove(List.of("textLimit", "parameterLimit"));
        TargetDefinition definition = TargetDefinition.of("example", connector.form(), settings);
        target = new ActiveTarget(
                definition.withSecrets(definition.secrets().keySet().stream()
                        .collect(Collectors.toMap(name -> name, name -> CANARY + name))),
                connector);
        trial = new Trial(target);
        answers = example.exchange().stream().map(Example.Call::response).toList();
    }

    /** One with the least settings and, where there is such an example, one with more. */
    static List<Stage> of(Connector connector) {
        Stream<Example> full = connector.examples().stream()
                .filter(example -> example.file().equals("examples/full.yaml") && example.receipt() != null);
        return Stream.concat(connector.model().stream(), full)
                .distinct()
                .map(example -> new Stage(connector, example))
                .toList();
    }

    Trial.Result deliver(ObjectNode handover) {
        return trial.run(
                DeliveryScope.trial(
                        target,
                        HANDOVER_ID,
                        handover,
                        target.definition().settings(),
                        Instant.parse("2026-01-05T09:30:00Z")),
                answers);
    }

    /** The hosts that the connector declares, with this stage's settings filled in, and those of its addresses. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        target.connector().hosts().forEach(host -> hosts.add(filled(host)));
        target.connector().form().definition().path("properties").properties().forEach(setting -> {
            if (setting.getValue().path("format").asText().equals("uri")) {
                String address =
                        target.definition().settings().path(setting.getKey()).asText();
                // One that is looked up is at a host that the connector declares.
                Optional.ofNullable(URI.create(address).getHost()).ifPresent(hosts::add);
            }
        });
        return hosts;
    }

    private String filled(String host) {
        String filled = host;
        for (var setting : target.definition().settings().properties()) {
            filled = filled.replace(
                    "{{" + setting.getKey() + "}}", setting.getValue().asText());
        }
        return filled;
    }

    @Override
    public void close() {
        trial.close();
    }
}

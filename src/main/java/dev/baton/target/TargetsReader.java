package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Channel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Follows every name in {@code targets.yaml}. What breaks the schema is skipped here, it has been said. */
final class TargetsReader {

    private static final String LOGGING_ONLY = "logging-only";

    private final Map<String, ConnectorForm> connectors;
    private final Set<String> unusable;
    private final UnaryOperator<@Nullable String> environment;
    private final Path folder;
    private final Findings findings;
    private final Map<String, TargetDefinition> targets = new LinkedHashMap<>();
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Map<String, Set<Channel>> channels = new LinkedHashMap<>();

    TargetsReader(
            Map<String, ConnectorForm> connectors,
            Set<String> unusable,
            UnaryOperator<@Nullable String> environment,
            Path folder,
            Findings findings) {
        this.connectors = connectors;
        this.unusable = unusable;
        this.environment = environment;
        this.folder = folder;
        this.findings = findings;
    }

    Targets read(JsonNode root) {
        root.path("targets").properties().forEach(target -> target(target.getKey(), target.getValue()));
        if (!channels.containsKey(Targets.LOG)) {
            target(Targets.LOG, JsonNodeFactory.instance.objectNode().put("connector", LOGGING_ONLY));
        }
        StepReader reader = new StepReader(channels, folder, findings);
        Map<String, Step> steps = new LinkedHashMap<>();
        root.path("steps")
                .properties()
                .forEach(step -> steps.put(step.getKey(), reader.read(step.getKey(), step.getValue())));
        return new Targets(targets, waiting, steps, defaultStep(root.path("default"), steps));
    }

    private void target(String name, JsonNode declared) {
        channels.put(name, Set.of(Channel.values()));
        JsonNode connector = declared.path("connector");
        ConnectorForm form = connectors.get(connector.asText());
        String pointer = Pointers.join("/targets", name);
        if (form != null) {
            channels.put(name, form.channels());
            targets.put(name, definition(name, pointer, declared, form));
        } else if (unusable.contains(connector.asText())) {
            waiting.put(name, connector.asText());
        } else if (connector.isTextual()) {
            findings.unknown(pointer + "/connector", connector.asText(), "connector", known());
        }
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(connectors.keySet());
        known.addAll(unusable);
        return known;
    }

    private TargetDefinition definition(String name, String pointer, JsonNode declared, ConnectorForm form) {
        SettingsReader reader = new SettingsReader(pointer + "/settings", form, environment, findings);
        ObjectNode settings = reader.read(declared.path("settings"));
        Set<String> overridable = new Overridable(form, findings).read(pointer, declared.path("overridable"));
        AskPolicy availability = new AvailabilityReader(form, findings).read(pointer, declared);
        return TargetDefinition.of(name, form, settings, TargetDefinition.names(declared.path("settings")), overridable)
                .asked(availability)
                .onUnknown(OnUnknown.of(declared))
                .guarded(new ProtectionReader(findings).read(pointer, declared));
    }

    private @Nullable String defaultStep(JsonNode declared, Map<String, Step> steps) {
        if (!declared.isTextual()) {
            return steps.size() == 1 ? steps.keySet().iterator().next() : null;
        }
        if (!steps.containsKey(declared.asText())) {
            findings.unknown("/default", declared.asText(), "step", steps.keySet());
        }
        return declared.asText();
    }
}

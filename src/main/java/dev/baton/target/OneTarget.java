package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import dev.baton.target.Findings.Actor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One target by itself, for tools: checked as in a gateway, while the rest of its file may be wrong. */
public final class OneTarget {

    private final Path file;
    private final SourceYaml yaml;
    private final Findings findings;
    private final UnaryOperator<@Nullable String> environment;

    private OneTarget(Path file, UnaryOperator<@Nullable String> environment) {
        this.file = file;
        this.yaml = TargetsFile.read(file);
        this.findings = new Findings(yaml);
        this.environment = environment;
    }

    /**
     * A target of a {@code targets.yaml}.
     *
     * @param form of the connector that the target must have
     * @throws ConfigurationException with everything that is wrong with this target
     */
    public static TargetDefinition declared(
            Path file, String name, ConnectorForm form, UnaryOperator<@Nullable String> environment) {
        return new OneTarget(file, environment).declared(name, form);
    }

    /**
     * A target that is called like its connector, of a file that holds its settings and nothing else.
     *
     * @throws ConfigurationException with everything that is wrong with the file
     */
    public static TargetDefinition ofSettings(
            Path file, ConnectorForm form, UnaryOperator<@Nullable String> environment) {
        return new OneTarget(file, environment).ofSettings(form);
    }

    private TargetDefinition declared(String name, ConnectorForm form) {
        JsonNode targets = yaml.root().path("targets");
        String pointer = Pointers.join("/targets", name);
        JsonNode declared = targets.path(name);
        if (declared.isMissingNode()) {
            findings.unknown(pointer, name, "target", names(targets));
            refuse("");
        }
        TargetsSchema.check(yaml, findings);
        if (!declared.path("connector").asText().equals(form.id())) {
            String problem = "found another connector, expected '" + form.id() + "', which is tried here";
            findings.atValue(pointer + "/connector", problem, Actor.INTEGRATOR);
        }
        ObjectNode settings = settings(pointer + "/settings", form, declared.path("settings"));
        Set<String> overridable = new Overridable(form, findings).read(pointer, declared.path("overridable"));
        refuse(pointer);
        return TargetDefinition.of(
                name, form, settings, TargetDefinition.names(declared.path("settings")), overridable);
    }

    private TargetDefinition ofSettings(ConnectorForm form) {
        JsonNode root = yaml.root();
        if (root.has("targets") && form.setting("targets").isMissingNode()) {
            String problem = "found a file of targets, expected the name of one of them with --target: "
                    + String.join(", ", names(root.path("targets")));
            findings.atKey("/targets", problem, Actor.INTEGRATOR);
            refuse("");
        }
        if (!root.isObject()) {
            findings.atValue("", "found " + Kind.of(root) + ", expected settings by name", Actor.INTEGRATOR);
            refuse("");
        }
        ObjectNode settings = settings("", form, root);
        refuse("");
        return TargetDefinition.of(form.id(), form, settings, TargetDefinition.names(root), Set.of());
    }

    private ObjectNode settings(String pointer, ConnectorForm form, JsonNode given) {
        return new SettingsReader(pointer, form, environment, findings).read(given);
    }

    /** Ends it when there is something to correct at the pointer or below. */
    private void refuse(String pointer) {
        List<SourceError> errors = findings.inOrder();
        List<SourceError> ours = errors == null
                ? List.of()
                : errors.stream()
                        .filter(error -> (error.pointer() + "/").startsWith(pointer + "/"))
                        .map(error -> new SourceError(
                                file.toString(), error.line(), error.column(), error.pointer(), error.problem()))
                        .toList();
        if (!ours.isEmpty()) {
            throw TargetsFile.refused(file, ours);
        }
    }

    private static List<String> names(JsonNode targets) {
        List<String> names = new ArrayList<>();
        targets.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ConnectorFolder;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.List;
import java.util.Set;

/**
 * A Kamelet beside the connector's own, which asks whether anybody is there or does something else at the target, is one
 * like it: under the same rules and with the same settings.
 */
final class CompanionChecks {

    private static final Set<String> ANNOTATIONS = Set.of("hosts", "docs");

    private CompanionChecks() {}

    /** @param id the name it must have */
    static List<SourceError> of(ConnectorFolder folder, JsonNode connector, SourceYaml asking, String id) {
        JsonNode root = withSettingsOf(connector, asking.root());
        TemplateParts template = TemplateParts.of(root);
        Faults faults = new Faults(asking);
        boolean needsNoneOfItsOwn = asking.root().at(SettingsForm.POINTER).isMissingNode();
        KameletSchema.check(needsNoneOfItsOwn ? root : asking.root(), faults);
        own(folder, id, connector, asking.root(), faults);
        new AnnotationChecks(root, template, faults).check();
        new DynamicChecks(template, faults).check();
        new PlaceholderChecks(root, template, faults).check();
        new SecretChecks(root, template, faults).check();
        MappingFiles.missing(folder, template, faults);
        return faults.list();
    }

    private static void own(ConnectorFolder folder, String id, JsonNode connector, JsonNode root, Faults faults) {
        String name = root.at("/metadata/name").asText();
        if (!faults.knows("/metadata/name") && !name.equals(id)) {
            faults.atValue("/metadata/name", "found " + name + ", expected " + id);
        }
        for (String annotation : KameletSchema.ourAnnotations(root)) {
            if (!ANNOTATIONS.contains(annotation)) {
                faults.atKey(
                        KameletSchema.annotationPointer(annotation),
                        "found baton.dev/" + annotation + ", expected only baton.dev/hosts and baton.dev/docs here");
            }
        }
        String properties = SettingsForm.POINTER + "/properties";
        if (!root.at(properties).isEmpty()) {
            faults.atKey(
                    properties,
                    "found settings, expected {}: the settings are those of "
                            + ConnectorFolder.kameletFile(folder.id()));
        }
        SettingsForm form = SettingsForm.of(connector);
        JsonNode required = root.at(SettingsForm.POINTER + "/required");
        for (int i = 0; i < required.size(); i++) {
            String setting = required.get(i).asText();
            if (!form.has(setting)) {
                faults.unknown(
                        SettingsForm.POINTER + "/required/" + i, "'" + setting + "'", setting, "setting", form.names());
            }
        }
    }

    private static JsonNode withSettingsOf(JsonNode connector, JsonNode asking) {
        JsonNode merged = asking.deepCopy();
        if (merged.path("spec") instanceof ObjectNode spec) {
            spec.set("definition", connector.at(SettingsForm.POINTER).deepCopy());
        }
        return merged;
    }
}

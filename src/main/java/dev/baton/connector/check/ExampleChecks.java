package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ConnectorFolder;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples hand over what the gateway would take, to a target that it would take. */
final class ExampleChecks {

    private final ConnectorFolder folder;
    private final JsonNode kamelet;
    private final Faults known;
    private final SettingsForm form;
    private final List<SourceError> errors = new ArrayList<>();
    private final @Nullable SchemaCheck settings;

    /** @param known what is wrong with the Kamelet: examples are not blamed for that */
    ExampleChecks(ConnectorFolder folder, JsonNode kamelet, Faults known) {
        this.folder = folder;
        this.kamelet = kamelet;
        this.known = known;
        this.form = SettingsForm.of(kamelet);
        this.settings = closed();
    }

    List<SourceError> check(Map<String, SourceYaml> examples) {
        examples.values().forEach(this::check);
        // Of a file that cannot be read it cannot be told whether it has a receipt.
        boolean told = examples.keySet().containsAll(files());
        boolean shown =
                examples.values().stream().anyMatch(example -> example.root().has("receipt"));
        if (told && !shown && !KameletSchema.ourAnnotations(kamelet).isEmpty()) {
            errors.add(SourceError.ofFile(
                    ConnectorFolder.EXAMPLES + "minimal.yaml",
                    "found no example with a receipt, expected at least one: it proves the connector"));
        }
        return errors;
    }

    private List<String> files() {
        return folder.files().keySet().stream()
                .filter(file -> file.startsWith(ConnectorFolder.EXAMPLES))
                .toList();
    }

    private void check(SourceYaml example) {
        Faults faults = new Faults(example);
        handover(example.root().path("handover"), faults);
        settings(example.root().path("settings"), faults);
        errors.addAll(faults.list());
    }

    private void handover(JsonNode handover, Faults faults) {
        if (!handover.isObject()) {
            return;
        }
        faults.violations("/handover", HandoverSchema.check(handover));
        boolean unclear = known.knows(KameletSchema.annotationPointer("channels"));
        String channels = unclear ? "" : KameletSchema.annotation(kamelet, "channels");
        String pointer = "/handover/conversation/channel";
        String channel = handover.at("/conversation/channel").asText();
        if (!channels.isEmpty() && !faults.knows(pointer) && !channels.contains(channel)) {
            faults.atValue(pointer, "found " + channel + ", which the connector does not take, expected " + channels);
        }
    }

    private void settings(JsonNode given, Faults faults) {
        if (settings != null && (given.isObject() || given.isMissingNode())) {
            JsonNode object = given.isObject() ? given : JsonNodeFactory.instance.objectNode();
            faults.violations("/settings", settings.check(object));
        }
    }

    /** What a target may say: no other names, and nothing that has a default is missing. */
    private @Nullable SchemaCheck closed() {
        if (known.knowsBelow(SettingsForm.POINTER) || !(form.definition() instanceof ObjectNode definition)) {
            return null;
        }
        ObjectNode closed = definition.deepCopy().put("additionalProperties", false);
        var required = closed.putArray("required");
        definition.path("required").forEach(name -> {
            if (!form.setting(name.asText()).has("default")) {
                required.add(name);
            }
        });
        try {
            return SchemaCheck.of(closed);
        } catch (IllegalArgumentException e) {
            // The definition is wrong, which is on the list already.
            return null;
        }
    }
}

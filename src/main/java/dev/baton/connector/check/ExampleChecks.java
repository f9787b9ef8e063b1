package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ConnectorFolder;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples hand over what the gateway would take, to a target that it would take. */
final class ExampleChecks {

    private static final String FOLDER = "examples/";

    private final ConnectorFolder folder;
    private final JsonNode kamelet;
    private final @Nullable SourceYaml asking;
    private final Faults known;
    private final SettingsForm form;
    private final List<SourceError> errors = new ArrayList<>();
    private final @Nullable SchemaCheck settings;
    private boolean asked;

    /**
     * @param asking the Kamelet that asks whether anybody is there, if there is one
     * @param known what is wrong with the Kamelet: examples are not blamed for that
     */
    ExampleChecks(ConnectorFolder folder, JsonNode kamelet, @Nullable SourceYaml asking, Faults known) {
        this.folder = folder;
        this.kamelet = kamelet;
        this.asking = asking;
        this.known = known;
        this.form = SettingsForm.of(kamelet);
        this.settings = closed();
    }

    List<SourceError> check() {
        boolean shown = false;
        for (var file : folder.files().entrySet()) {
            if (file.getKey().startsWith(FOLDER)) {
                shown |= check(file.getKey(), file.getValue());
            }
        }
        if (!shown && !KameletSchema.ourAnnotations(kamelet).isEmpty()) {
            errors.add(SourceError.ofFile(
                    FOLDER + "minimal.yaml",
                    "found no example with a receipt, expected at least one: it proves the connector"));
        }
        if (asking != null && !asked) {
            errors.add(SourceError.ofFile(
                    FOLDER + "open.yaml",
                    "found no example with operation: availability, expected at least one: it proves "
                            + asking.file()));
        }
        return errors;
    }

    /** Whether the example has a receipt. */
    private boolean check(String file, String text) {
        try {
            SourceYaml yaml = SourceYaml.parse(file, text);
            Faults faults = new Faults(yaml);
            handover(yaml.root().path("handover"), faults);
            settings(yaml.root().path("settings"), faults);
            operation(yaml.root(), faults);
            errors.addAll(faults.list());
            return yaml.root().has("receipt");
        } catch (SourceException e) {
            // Whoever reads the example says so; whether it has a receipt cannot be told.
            return true;
        }
    }

    private void operation(JsonNode example, Faults faults) {
        if (!example.has("operation")) {
            return;
        }
        asked = true;
        if (asking == null) {
            String id = ConnectorFolder.availabilityId(folder.id());
            faults.atValue(
                    "/operation",
                    "found availability, but the connector cannot ask, expected a file "
                            + ConnectorFolder.kameletFile(id));
            return;
        }
        for (JsonNode name : asking.root().at(SettingsForm.POINTER + "/required")) {
            boolean given = example.path("settings").has(name.asText())
                    || form.setting(name.asText()).has("default");
            if (!given) {
                faults.atKey("/settings/" + name.asText(), "found nothing, expected a value (required to ask)");
            }
        }
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

package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.Operation;
import dev.baton.connector.VendorEvents;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Examples hand over what the gateway would take, to a target that it would take. */
final class ExampleChecks {

    private final ConnectorFolder folder;
    private final JsonNode kamelet;
    private final @Nullable SourceYaml asking;
    private final Map<Operation, SourceYaml> operating;
    private final Faults known;
    private final SettingsForm form;
    private final List<SourceError> errors = new ArrayList<>();
    private final @Nullable SchemaCheck settings;
    private final Set<String> shown = new HashSet<>();

    /**
     * @param asking the Kamelet that asks whether anybody is there, if there is one
     * @param operating the Kamelets that do something else, by what they do
     * @param known what is wrong with the Kamelet: examples are not blamed for that
     */
    ExampleChecks(
            ConnectorFolder folder,
            JsonNode kamelet,
            @Nullable SourceYaml asking,
            Map<Operation, SourceYaml> operating,
            Faults known) {
        this.folder = folder;
        this.kamelet = kamelet;
        this.asking = asking;
        this.operating = operating;
        this.known = known;
        this.form = SettingsForm.of(kamelet);
        this.settings = closed();
    }

    List<SourceError> check(Map<String, SourceYaml> examples) {
        boolean mapped = folder.files().containsKey(VendorEvents.file(folder.id()));
        examples.values().forEach(example -> check(example, mapped));
        // Of a file that cannot be read it cannot be told what it shows.
        boolean told = examples.keySet().containsAll(files());
        if (told && mapped && !shown(examples, "events")) {
            errors.add(SourceError.ofFile(
                    ConnectorFolder.EXAMPLES + "minimal.yaml",
                    "found no example with events, expected at least one: it proves "
                            + VendorEvents.file(folder.id())));
        }
        if (told
                && !shown(examples, "receipt")
                && !KameletSchema.ourAnnotations(kamelet).isEmpty()) {
            errors.add(SourceError.ofFile(
                    ConnectorFolder.EXAMPLES + "minimal.yaml",
                    "found no example with a receipt, expected at least one: it proves the connector"));
        }
        if (told && asking != null) {
            requireShown("availability", "open.yaml", asking);
        }
        if (told) {
            operating.forEach((operation, yaml) -> requireShown(operation.word(), operation.word() + ".yaml", yaml));
        }
        return errors;
    }

    private void requireShown(String operation, String example, SourceYaml proven) {
        if (!shown.contains(operation)) {
            errors.add(SourceError.ofFile(
                    ConnectorFolder.EXAMPLES + example,
                    "found no example with operation: " + operation + ", expected at least one: it proves "
                            + proven.file()));
        }
    }

    private static boolean shown(Map<String, SourceYaml> examples, String member) {
        return examples.values().stream()
                .anyMatch(example -> !example.root().path(member).isEmpty());
    }

    private List<String> files() {
        return folder.files().keySet().stream()
                .filter(file -> file.startsWith(ConnectorFolder.EXAMPLES))
                .toList();
    }

    private void check(SourceYaml example, boolean mapped) {
        Faults faults = new Faults(example);
        handover(example.root().path("handover"), faults);
        settings(example.root().path("settings"), faults);
        events(example.root(), mapped, faults);
        operation(example.root(), faults);
        errors.addAll(faults.list());
    }

    private void events(JsonNode example, boolean mapped, Faults faults) {
        String expected = ", expected the file " + VendorEvents.file(folder.id());
        if (!mapped && example.has("events")) {
            faults.atKey("/events", "found events without a mapping" + expected);
        }
        if (!mapped && example.at("/receipt/state").asText().equals("delivering")) {
            faults.atValue(
                    "/receipt/state", "found delivering, which only an event of the vendor can confirm" + expected);
        }
    }

    private void operation(JsonNode example, Faults faults) {
        if (!example.has("operation")) {
            return;
        }
        String word = example.path("operation").asText();
        shown.add(word);
        boolean asks = word.equals("availability");
        SourceYaml kamelet =
                asks ? asking : Operation.of(word).map(operating::get).orElse(null);
        if (kamelet == null) {
            faults.atValue(
                    "/operation",
                    "found " + word + ", but the connector cannot " + (asks ? "ask" : "do that") + ", expected a file "
                            + ConnectorFolder.kameletFile(folder.id() + "." + word));
            return;
        }
        for (JsonNode name : kamelet.root().at(SettingsForm.POINTER + "/required")) {
            boolean given = example.path("settings").has(name.asText())
                    || form.setting(name.asText()).has("default");
            if (!given) {
                faults.atKey(
                        "/settings/" + name.asText(),
                        "found nothing, expected a value (required " + (asks ? "to ask)" : "for " + word + ")"));
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

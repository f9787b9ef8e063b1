package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.check.TemplateParts.Call;
import java.util.Arrays;
import java.util.List;

/** What the annotations say agrees with the contract, the settings and the calls. */
final class AnnotationChecks {

    private final JsonNode kamelet;
    private final SettingsForm form;
    private final TemplateParts template;
    private final Faults faults;

    AnnotationChecks(JsonNode kamelet, TemplateParts template, Faults faults) {
        this.kamelet = kamelet;
        this.form = SettingsForm.of(kamelet);
        this.template = template;
        this.faults = faults;
    }

    void check() {
        paths("carries").forEach(path -> known("carries", path));
        for (String path : paths("requires")) {
            known("requires", path);
            JsonNode schema = HandoverPaths.find(path);
            if (schema != null && !HandoverPaths.isSingle(schema)) {
                faults.atValue(
                        KameletSchema.annotationPointer("requires"),
                        "found '" + path + "', which is a list or an object, expected the path of a single value");
            }
        }
        hosts();
    }

    private List<String> paths(String annotation) {
        String pointer = KameletSchema.annotationPointer(annotation);
        String value = KameletSchema.annotation(kamelet, annotation);
        return value.equals("*") || value.isBlank() || faults.knows(pointer)
                ? List.of()
                : Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    private void known(String annotation, String path) {
        if (HandoverPaths.find(path) == null) {
            faults.atValue(
                    KameletSchema.annotationPointer(annotation),
                    "found '" + path + "', expected a path of a handover, such as customer.name"
                            + Faults.didYouMean(path, HandoverPaths.all()));
        }
    }

    private void hosts() {
        String pointer = KameletSchema.annotationPointer("hosts");
        String hosts = KameletSchema.annotation(kamelet, "hosts");
        for (Placeholder found : Placeholder.in(hosts)) {
            if (!form.has(found.name())) {
                faults.unknown(pointer, found.text(), found.name(), "setting", form.open());
            } else if (form.isSecret(found.name())) {
                faults.atValue(pointer, "found the secret " + found.text() + ", expected a setting that may be shown");
            }
        }
        boolean told = !hosts.isEmpty() || form.names().stream().anyMatch(form::isAddress);
        if (!told && !KameletSchema.ourAnnotations(kamelet).isEmpty()) {
            template.calls().stream()
                    .filter(Call::isHttp)
                    .findFirst()
                    .ifPresent(call -> faults.atValue(
                            call.pointer(),
                            "found a call over HTTP, expected the annotation baton.dev/hosts, or a setting with"
                                    + " format: uri, to say where it goes"));
        }
    }
}

package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.List;

/** The form of a connector's Kamelet, {@value #RESOURCE}, as editors check it too. */
final class KameletSchema {

    static final String RESOURCE = "schemas/kamelet.schema.json";

    private static final SchemaCheck SCHEMA = SchemaCheck.ofResource(RESOURCE);

    private KameletSchema() {}

    static void check(JsonNode kamelet, Faults faults) {
        faults.violations(
                "", SCHEMA.check(kamelet).stream().map(KameletSchema::quoted).toList());
    }

    /** YAML reads true and 4096 as something else than text; Kubernetes takes text only. */
    private static Violation quoted(Violation violation) {
        boolean text = violation.expected().equals("a string")
                && violation.found() != null
                && violation.pointer().startsWith("/metadata/");
        return text
                ? new Violation(violation.pointer(), violation.found(), "text: put it into quotes", null)
                : violation;
    }

    /** Annotations of ours, without {@code baton.dev/}. A stock Kamelet has none. */
    static List<String> ourAnnotations(JsonNode kamelet) {
        return kamelet.at("/metadata/annotations").properties().stream()
                .filter(annotation -> annotation.getKey().startsWith("baton.dev/"))
                .map(annotation -> annotation.getKey().substring("baton.dev/".length()))
                .toList();
    }

    static String annotation(JsonNode kamelet, String name) {
        return kamelet.at("/metadata/annotations").path("baton.dev/" + name).asText("");
    }

    static String annotationPointer(String name) {
        return "/metadata/annotations/baton.dev~1" + name;
    }
}

package dev.baton.editor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.target.ConnectorForm;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON Schema of {@code targets.yaml}, extended by what an installation's connectors ask for. It is 2020-12, but
 * uses only keywords that mean the same in draft-07, for editors that know nothing newer.
 */
public final class TargetsEditorSchema {

    private static final String PUBLISHED = "schemas/targets.schema.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private TargetsEditorSchema() {}

    /** @param connectors all connectors that a target can have, by id */
    public static ObjectNode of(Map<String, ConnectorForm> connectors) {
        ObjectNode schema = published();
        // It says more than the published one, and something else at each installation.
        schema.remove("$id");
        ObjectNode definitions = schema.withObject("/$defs");
        definitions.set("reference", SettingsSchema.reference());
        ObjectNode target = definitions.withObject("/target");
        SortedMap<String, ConnectorForm> sorted = new TreeMap<>(connectors);
        choice(target.withObject("/properties/connector"), sorted);
        ArrayNode rules = target.putArray("allOf");
        sorted.forEach((id, form) -> {
            definitions.set(name(id), SettingsSchema.of(form));
            rules.add(rule(form));
        });
        return schema;
    }

    private static void choice(ObjectNode connector, SortedMap<String, ConnectorForm> connectors) {
        ArrayNode ids = connector.putArray("enum");
        // Known to Visual Studio Code only; there is no word for it in the standard.
        ArrayNode descriptions = connector.putArray("enumDescriptions");
        connectors.forEach((id, form) -> {
            ids.add(id);
            descriptions.add(said(form));
        });
    }

    private static String said(ConnectorForm form) {
        String title = form.definition().path("title").asText(form.id());
        String description = form.definition().path("description").asText();
        return description.isEmpty() ? title : title + ": " + description;
    }

    private static ObjectNode rule(ConnectorForm form) {
        ObjectNode rule = JSON.createObjectNode();
        ObjectNode condition = rule.putObject("if");
        condition.putArray("required").add("connector");
        condition.putObject("properties").putObject("connector").put("const", form.id());
        ObjectNode consequence = rule.putObject("then");
        if (!SettingsSchema.required(form).isEmpty()) {
            consequence.putArray("required").add("settings");
        }
        ObjectNode properties = consequence.putObject("properties");
        properties.putObject("settings").put("$ref", "#/$defs/" + name(form.id()));
        properties.set("overridable", SettingsSchema.overridable(form));
        if (form.asks() == null) {
            properties.put("availability", false);
        }
        return rule;
    }

    private static String name(String connector) {
        return "settings-" + connector;
    }

    private static ObjectNode published() {
        try (InputStream resource = TargetsEditorSchema.class.getClassLoader().getResourceAsStream(PUBLISHED)) {
            if (resource == null) {
                throw new FileNotFoundException(PUBLISHED);
            }
            return JSON.readValue(resource, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.baton.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.target.ConnectorForm;
import java.util.ArrayList;
import java.util.List;

/** The settings of one connector as they are written in {@code targets.yaml}, where any may be a reference. */
final class SettingsSchema {

    private static final String FORMS = "${ENV_NAME} or ${file:/absolute/path}";
    private static final String REFERENCE = "^\\$\\{([A-Za-z_][A-Za-z0-9_]*|file:/[^}\\u0000-\\u001f\\u007f]+)\\}$";
    /** What is said about a setting; the rest are conditions, which a reference need not fulfil. */
    private static final List<String> SAID = List.of("title", "description", "default", "examples", "deprecated");

    private SettingsSchema() {}

    static ObjectNode reference() {
        return object().put("title", "Reference")
                .put("description", "The value stands elsewhere: " + FORMS + ".")
                .put("type", "string")
                .put("pattern", REFERENCE)
                .put("patternErrorMessage", "Expected " + FORMS + ".");
    }

    static ObjectNode of(ConnectorForm form) {
        ObjectNode settings = object();
        settings.put("title", "Settings of " + form.definition().path("title").asText(form.id()));
        settings.put("type", "object");
        settings.put("additionalProperties", false);
        ArrayNode required = settings.putArray("required");
        required(form).forEach(required::add);
        ObjectNode properties = settings.putObject("properties");
        form.definition()
                .path("properties")
                .properties()
                .forEach(setting -> properties.set(setting.getKey(), setting(setting.getValue())));
        return settings;
    }

    /** What a target has to say: what has a default may be left out. */
    static List<String> required(ConnectorForm form) {
        List<String> required = new ArrayList<>();
        for (JsonNode name : form.definition().path("required")) {
            if (!form.definition().path("properties").path(name.asText()).has("default")) {
                required.add(name.asText());
            }
        }
        return required;
    }

    /** The names that a message may be allowed to override. */
    static ObjectNode overridable(ConnectorForm form) {
        ObjectNode list = object();
        ArrayNode names = object().arrayNode();
        form.definition().path("properties").properties().forEach(setting -> {
            String format = setting.getValue().path("format").asText();
            boolean fixed = format.equals("password")
                    || format.equals("uri")
                    || form.placeholders().contains(setting.getKey())
                    || isInDefault(form, setting.getKey());
            if (!fixed) {
                names.add(setting.getKey());
            }
        });
        if (names.isEmpty()) {
            return list.put("maxItems", 0);
        }
        list.putObject("items").set("enum", names);
        return list;
    }

    private static boolean isInDefault(ConnectorForm form, String name) {
        for (JsonNode setting : form.definition().path("properties")) {
            if (setting.path("default").asText().contains("{{" + name + "}}")) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode setting(JsonNode declared) {
        ObjectNode said = object();
        ObjectNode conditions = declared.deepCopy();
        SAID.forEach(word -> {
            JsonNode moved = conditions.remove(word);
            if (moved != null) {
                said.set(word, moved);
            }
        });
        JsonNode example = conditions.remove("example");
        if (example != null && !said.has("examples")) {
            said.putArray("examples").add(example);
        }
        if (declared.path("format").asText().equals("password")) {
            return said.setAll(reference()
                    .put("title", said.path("title").asText("Secret"))
                    .put("description", sentences(said.path("description").asText(), "A secret: " + FORMS + ".")));
        }
        sayDefault(said);
        if (conditions.size() == 1 && conditions.path("type").asText().equals("string")) {
            return said.setAll(conditions);
        }
        said.putArray("anyOf").add(conditions).addObject().put("$ref", "#/$defs/reference");
        return said;
    }

    /** An editor writes defaults into the file, where a placeholder would be refused. */
    private static void sayDefault(ObjectNode said) {
        String made = said.path("default").asText();
        if (made.contains("{{")) {
            said.remove("default");
            said.put("description", sentences(said.path("description").asText(), "Default: " + made));
        }
    }

    private static String sentences(String first, String second) {
        String end = first.isEmpty() ? "" : first.endsWith(".") ? " " : ". ";
        return first + end + second;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** The part of {@code targets.yaml} that a migration comes to. */
public final class TargetsText {

    /** What YAML takes for text without quotation marks, whatever the reader. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?!(?:true|false|null|yes|no|on|off)$)[a-z][a-z0-9-]*|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private TargetsText() {}

    /** A whole file, which may as well be copied into another. */
    public static String of(Migration migration) {
        StringBuilder text = new StringBuilder();
        text.append("targets:\n  ")
                .append(Migration.TARGET)
                .append(":\n    connector: ")
                .append(migration.connector());
        text.append("\n    settings:\n");
        for (Map.Entry<String, JsonNode> setting : migration.settings().properties()) {
            text.append("      ")
                    .append(setting.getKey())
                    .append(": ")
                    .append(scalar(setting.getValue()))
                    .append('\n');
        }
        String step = migration.template().path("step").asText();
        text.append("steps:\n  # What the bot says last belongs here, as in {text: ")
                .append(Migration.TARGET)
                .append(", message: \"You will now be helped by a live agent!\"}\n  ");
        text.append(step)
                .append(": {text: ")
                .append(Migration.TARGET)
                .append("}\ndefault: ")
                .append(step)
                .append('\n');
        return text.toString();
    }

    /** JSON is YAML. */
    private static String scalar(JsonNode value) {
        return value.isTextual() && PLAIN.matcher(value.textValue()).matches() ? value.textValue() : value.toString();
    }
}

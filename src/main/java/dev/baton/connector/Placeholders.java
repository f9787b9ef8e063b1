package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** What the <code>{{placeholders}}</code> of a Kamelet stand for in a target. */
final class Placeholders {

    /** <code>{{name}}</code>, <code>{{?name}}</code> and <code>{{name:otherwise}}</code>. */
    static final Pattern FORM = Pattern.compile("\\{\\{(\\??)([^{}:?]+)(?::([^{}]*))?}}");

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final JsonNode definition;

    Placeholders(ActiveTarget target) {
        definition = target.connector().form().definition();
        definition.path("properties").fieldNames().forEachRemaining(name -> {
            // Camel lets a Kamelet write accountId as account-id.
            known.put(name, name);
            known.put(StringHelper.dashToCamelCase(name), name);
            known.put(StringHelper.camelCaseToDash(name), name);
        });
        target.definition()
                .settings()
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        secrets.putAll(target.definition().secrets());
    }

    /** True when the text has a placeholder that stands for a setting, whether it is set or not. */
    boolean in(String text) {
        return FORM.matcher(text).results().anyMatch(found -> known.containsKey(found.group(2)));
    }

    /** The setting that this placeholder stands for; null when it is something else, such as a bean of the Kamelet. */
    @Nullable
    String setting(Matcher placeholder) {
        return known.get(placeholder.group(2));
    }

    boolean isSecret(String setting) {
        return secrets.containsKey(setting);
    }

    /** True for a setting that is a URI. */
    boolean isAddress(String setting) {
        return definition
                .path("properties")
                .path(setting)
                .path("format")
                .asText()
                .equals("uri");
    }

    /** True when the text is one placeholder and the value is what the Kamelet itself says for it. */
    boolean isDefault(String text, String value) {
        Matcher placeholder = FORM.matcher(text);
        return placeholder.matches()
                && definition
                        .path("properties")
                        .path(known.getOrDefault(placeholder.group(2), ""))
                        .path("default")
                        .asText()
                        .equals(value);
    }

    /** The text with every setting in its place; null when it is nothing but a setting that is not set. */
    @Nullable
    String fill(String text) {
        Matcher placeholder = FORM.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String setting = setting(placeholder);
            String value = value(placeholder);
            boolean optional = !placeholder.group(1).isEmpty();
            if (setting != null
                    && value == null
                    && optional
                    && placeholder.group().equals(text)) {
                return null;
            }
            if (setting != null && (value != null || optional)) {
                placeholder.appendReplacement(filled, Matcher.quoteReplacement(value == null ? "" : value));
            }
        }
        return placeholder.appendTail(filled).toString();
    }

    /** Null when the setting is not set and the placeholder has no other value for that case. */
    @Nullable
    String value(Matcher placeholder) {
        String setting = known.get(placeholder.group(2));
        String value = setting == null ? null : settings.getOrDefault(setting, secrets.get(setting));
        return value == null ? placeholder.group(3) : value;
    }
}

package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Completes settings with a connector's defaults, in which <code>{{other}}</code> stands for another setting. */
final class Defaults {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private final ConnectorForm form;
    private final ObjectNode settings;
    private final Set<String> underway = new HashSet<>();

    /** @param settings to be completed; what it has already stays */
    Defaults(ConnectorForm form, ObjectNode settings) {
        this.form = form;
        this.settings = settings;
    }

    /** The settings whose defaults could not be made, with the reason; a reason is empty when another error says it. */
    Map<String, String> apply(Set<String> unusable) {
        Map<String, String> failed = new TreeMap<>();
        form.definition().path("properties").fieldNames().forEachRemaining(name -> {
            try {
                if (!unusable.contains(name)) {
                    value(name, unusable);
                }
            } catch (Unmade e) {
                failed.put(name, String.valueOf(e.getMessage()));
            }
        });
        return failed;
    }

    /** True when another setting's default is derived from this one. */
    static boolean usesInDefaults(ConnectorForm form, String setting) {
        for (JsonNode property : form.definition().path("properties")) {
            Matcher placeholder = PLACEHOLDER.matcher(property.path("default").asText());
            while (placeholder.find()) {
                if (placeholder.group(1).equals(setting)) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable JsonNode value(String name, Set<String> unusable) throws Unmade {
        JsonNode fallback = form.setting(name).path("default");
        if (settings.has(name) || fallback.isMissingNode()) {
            return settings.get(name);
        }
        if (!underway.add(name)) {
            throw new Unmade("its default refers to itself");
        }
        try {
            JsonNode made = fallback.isTextual() ? TextNode.valueOf(filled(fallback.asText(), unusable)) : fallback;
            settings.set(name, made);
            return made;
        } finally {
            underway.remove(name);
        }
    }

    private String filled(String template, Set<String> unusable) throws Unmade {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String value = other(placeholder.group(1), unusable);
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(filled).toString();
    }

    private String other(String name, Set<String> unusable) throws Unmade {
        if (form.isSecret(name)) {
            throw new Unmade("its default would show the secret '" + name + "'");
        }
        if (form.setting(name).isMissingNode()) {
            throw new Unmade("its default refers to '" + name + "', which is no setting");
        }
        JsonNode value = unusable.contains(name) ? null : value(name, unusable);
        if (value == null) {
            boolean said = unusable.contains(name) || form.isRequired(name);
            throw new Unmade(said ? "" : "its default needs the setting '" + name + "'");
        }
        return value.asText();
    }

    private static final class Unmade extends Exception {
        Unmade(String reason) {
            super(reason, null, false, false);
        }
    }
}

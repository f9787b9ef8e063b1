package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Kamelet with the settings of one target in it, so written that Camel takes every value for what it is: no value is
 * read as a part of a URI or evaluated as an expression, and no secret is in a URI.
 */
final class KameletSettings {

    private static final String TEMPLATE = "/spec/template";
    private static final Set<String> ENDPOINTS = Set.of("from", "to", "toD", "wireTap", "poll");
    private static final Pattern EVALUATED = Pattern.compile("\\$\\{|\\$simple\\{|\\$init\\{|^resource:");
    private static final Pattern LOADED = Pattern.compile("^resource:");

    private final SourceYaml source;
    private final TargetCamelContext context;
    private final Placeholders placeholders;
    private final SettingsInUris uris;
    private final List<SourceError> errors = new ArrayList<>();

    private KameletSettings(ActiveTarget target, TargetCamelContext context) {
        Connector connector = target.connector();
        this.source = connector.kamelet().source();
        this.context = context;
        this.placeholders = new Placeholders(target);
        this.uris = new SettingsInUris(context, placeholders);
    }

    /**
     * The Kamelet's text for this context, which is given what the text refers to.
     *
     * @throws SourceException with every place where a setting cannot stand
     */
    static String place(ActiveTarget target, TargetCamelContext context) {
        KameletSettings settings = new KameletSettings(target, context);
        JsonNode kamelet = target.connector().kamelet().texts().deepCopy();
        settings.walk(kamelet.at(TEMPLATE), TEMPLATE, Where.EVALUATED);
        if (!settings.errors.isEmpty()) {
            throw new SourceException(settings.errors).under(target.connector().origin());
        }
        return kamelet.toString();
    }

    private void walk(JsonNode node, String pointer, Where where) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties())
                    .forEach(member -> member(object, member.getKey(), member.getValue(), pointer, where));
            if (object.path("uri").isTextual()) {
                endpoint(object, pointer);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.path(i), pointer + "/" + i, where);
        }
    }

    private void member(ObjectNode object, String name, JsonNode value, String parent, Where where) {
        String pointer = parent + "/" + name.replace("~", "~0").replace("/", "~1");
        boolean ofEndpoint = object.path("uri").isTextual() && (name.equals("uri") || name.equals("parameters"));
        if (ofEndpoint) {
            return;
        }
        if (!value.isTextual()) {
            walk(value, pointer, where.inside(name));
        } else if (ENDPOINTS.contains(name)) {
            endpoint(object.putObject(name).put("uri", value.asText()), pointer);
        } else if (placeholders.in(value.asText())) {
            text(object, name, value.asText(), pointer, where.inside(name));
        }
    }

    private void endpoint(ObjectNode endpoint, String pointer) {
        String uri = endpoint.path("uri").asText();
        Map<String, String> parameters = new LinkedHashMap<>();
        endpoint.path("parameters")
                .properties()
                .forEach(option ->
                        parameters.put(option.getKey(), option.getValue().asText()));
        boolean concerned = placeholders.in(uri) || parameters.values().stream().anyMatch(placeholders::in);
        // Options in both places, and options that belong into the path: Camel knows what to say and to do.
        if (!concerned || !uri.contains(":") && !uri.startsWith("{{") || !parameters.isEmpty() && uri.contains("?")) {
            return;
        }
        try {
            endpoint.put("uri", uris.place(uri, parameters));
            endpoint.remove("parameters");
            if (pointer.endsWith("/toD") || pointer.endsWith("/wireTap")) {
                // It would send options without asking the context for an endpoint.
                endpoint.put("allowOptimisedComponents", "false");
            }
        } catch (SettingsInUris.Refused e) {
            errors.add(source.atValue(pointer, String.valueOf(e.getMessage())));
        }
    }

    private void text(ObjectNode object, String name, String text, String pointer, Where where) {
        String problem = problem(text, where);
        if (problem != null) {
            errors.add(source.atValue(pointer, problem));
            return;
        }
        String value = placeholders.fill(text);
        if (value == null || value.contains("{{")) {
            // With a bean of the Kamelet in it, Camel alone can resolve it.
            return;
        }
        if (where == Where.BEAN_PROPERTY) {
            object.put(name, "#property:" + context.property(value));
        } else if (where == Where.CONSTANT) {
            ObjectNode constant = name.equals("constant") ? object.putObject(name) : object;
            constant.put(name.equals("constant") ? "expression" : name, "{{" + context.property(value) + "}}");
            // The value may begin or end with a space.
            constant.put("trim", "false");
        }
    }

    private @Nullable String problem(String text, Where where) {
        boolean takesSecrets = where == Where.CONSTANT || where == Where.BEAN_PROPERTY;
        Matcher placeholder = Placeholders.FORM.matcher(text);
        while (placeholder.find()) {
            String setting = placeholders.setting(placeholder);
            String value = setting == null ? null : placeholders.value(placeholder);
            if (setting == null || value == null || where == Where.BEAN_PROPERTY) {
                continue;
            }
            if (placeholders.isSecret(setting) && !takesSecrets) {
                return "found the secret '" + setting
                        + "' outside of what takes one, expected it as the whole value of an endpoint's option, in a"
                        + " constant, or in a header: secret:" + setting + "?header=…";
            }
            if ((where == Where.CONSTANT ? LOADED : EVALUATED).matcher(value).find()) {
                return "found a value of the setting '" + setting + "' (not shown) that Camel would evaluate here,"
                        + " expected one without ${, $simple{, $init{ and resource: in targets.yaml,"
                        + " or a constant here in the Kamelet";
            }
        }
        return null;
    }
}

package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.TargetDefinition;
import dev.baton.vendor.AllowedHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a target's calls may go: to the hosts that its connector declares, and to those in the addresses that the
 * integrator wrote into its settings. A connector that declares nothing, such as a stock Kamelet, declares the hosts
 * that stand in it.
 */
final class TargetHosts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");
    private static final Pattern LITERAL = Pattern.compile("https?://([^/{}?\"]+)");

    private TargetHosts() {}

    static AllowedHosts of(ActiveTarget target) {
        Set<String> declared = new TreeSet<>();
        List<String> configured = new ArrayList<>();
        TargetDefinition definition = target.definition();
        for (String host : target.connector().hosts()) {
            String filled = filled(host, definition.settings());
            Matcher whole = PLACEHOLDER.matcher(host);
            if (whole.matches() && definition.given().contains(whole.group(1))) {
                configured.add("https://" + filled);
            } else {
                declared.add(filled);
            }
        }
        definition.settings().properties().forEach(setting -> {
            String value = setting.getValue().asText();
            if (definition.given().contains(setting.getKey())) {
                configured.add(value);
            } else if (target.connector().hosts().isEmpty()) {
                declared.addAll(literals(value));
            }
        });
        if (target.connector().hosts().isEmpty()) {
            declared.addAll(literals(template(target.connector())));
        }
        return AllowedHosts.of(declared, configured);
    }

    private static String filled(String host, JsonNode settings) {
        return PLACEHOLDER
                .matcher(host)
                .replaceAll(name ->
                        Matcher.quoteReplacement(settings.path(name.group(1)).asText()));
    }

    private static String template(Connector connector) {
        return connector.kamelet().source().root().at("/spec/template").toString();
    }

    /** The hosts of addresses in a text, without port. */
    private static List<String> literals(String text) {
        return LITERAL.matcher(text)
                .results()
                .map(found -> found.group(1).replaceFirst(":\\d+$", ""))
                .toList();
    }
}

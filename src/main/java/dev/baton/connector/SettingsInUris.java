package dev.baton.connector;

import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Component;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a target's settings into the URIs of its endpoints. An option gets its value beside the URI, so it arrives as it
 * is. In a path what cannot stand there is encoded; a setting that is an address is taken as it is. A secret never is in
 * a URI: there is a reference in its place.
 */
final class SettingsInUris {

    private static final Pattern QUERY = Pattern.compile("\\?(?![^{}]*}})");

    private final TargetCamelContext context;
    private final Placeholders placeholders;
    private final OptionValues values;

    SettingsInUris(TargetCamelContext context, Placeholders placeholders) {
        this.context = context;
        this.placeholders = placeholders;
        this.values = new OptionValues(context, placeholders);
    }

    /**
     * @param parameters options that are not in the URI
     * @return a URI with all options
     * @throws Refused when a setting cannot stand where it stands
     */
    String place(String uri, Map<String, String> parameters) throws Refused {
        Matcher mark = QUERY.matcher(uri);
        String path = mark.find() ? uri.substring(0, mark.start()) : uri;
        String query = path.length() < uri.length() ? uri.substring(path.length() + 1) : "";
        StringJoiner options = new StringJoiner("&", "?", "").setEmptyValue("");
        String placed = path(path, options);
        String scheme = scheme(placed);
        for (Map.Entry<String, Object> option : parse(query).entrySet()) {
            List<?> written = option.getValue() instanceof List<?> list ? list : List.of(option.getValue());
            for (Object value : written) {
                add(options, option.getKey(), values.of(scheme, option.getKey(), value.toString()));
            }
        }
        for (Map.Entry<String, String> option : parameters.entrySet()) {
            add(options, option.getKey(), values.of(scheme, option.getKey(), option.getValue()));
        }
        return placed + options;
    }

    private static void add(StringJoiner options, String name, @Nullable String value) {
        if (value != null) {
            options.add(name + "=" + value);
        }
    }

    private String path(String path, StringJoiner options) throws Refused {
        Matcher placeholder = Placeholders.FORM.matcher(path);
        StringBuilder placed = new StringBuilder();
        while (placeholder.find()) {
            String setting = placeholders.setting(placeholder);
            String value = setting == null ? null : placeholders.value(placeholder);
            if (setting == null || value == null) {
                continue;
            }
            if (placeholders.isSecret(setting)) {
                throw new Refused("found the secret '" + setting + "' in an address, expected it in a header: secret:"
                        + setting + "?header=…");
            }
            String written = placeholder.start() == 0 ? value : placed + path;
            PathText text = PathText.of(component(scheme(written)));
            boolean whole = placeholder.start() == 0 || placeholders.isAddress(setting);
            if (!whole && !text.takes(value)) {
                throw new Refused("found a ? in the value (not shown) of the setting '" + setting
                        + "', expected none: here it would end the address");
            }
            String put = whole ? address(value, text, options) : text.encoded(value);
            placeholder.appendReplacement(placed, Matcher.quoteReplacement(put));
        }
        return placeholder.appendTail(placed).toString();
    }

    /** The options of an address are options as all others, which only have been written by somebody else. */
    private String address(String value, PathText text, StringJoiner options) {
        int mark = value.indexOf('?');
        if (mark < 0) {
            return text.address(value);
        }
        for (Map.Entry<String, Object> option : parse(value.substring(mark + 1)).entrySet()) {
            Object decoded = option.getValue() instanceof List<?> list
                    ? list.stream().map(SettingsInUris::decoded).toList()
                    : decoded(option.getValue());
            options.add(option.getKey() + "=" + context.option(decoded));
        }
        return text.address(value.substring(0, mark));
    }

    private @Nullable Component component(@Nullable String scheme) {
        return scheme == null ? null : context.getComponent(scheme);
    }

    private static @Nullable String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 || uri.startsWith("{{") ? null : uri.substring(0, colon);
    }

    private static Object decoded(Object value) {
        return URLDecoder.decode(value.toString(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> parse(String query) {
        try {
            return URISupport.parseQuery(query, true);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getReason(), e);
        }
    }

    /** Why a setting cannot stand where it stands; shows no value. */
    static final class Refused extends Exception {
        Refused(String problem) {
            super(problem, null, false, false);
        }
    }
}

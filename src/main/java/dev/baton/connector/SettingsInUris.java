package dev.baton.connector;

import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Component;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a target's settings into the URIs of its endpoints. An option gets its value beside the URI, so it arrives as it
 * is. In a path what cannot stand there is encoded; a setting that is an address is taken as it is. A secret never is in
 * a URI: there is a reference in its place.
 */
final class SettingsInUris {

    private static final Pattern RAW = Pattern.compile("(?s)RAW(?:\\((.*)\\)|\\{(.*)})");
    private static final Pattern REFERENCE =
            Pattern.compile("#(?:(?:bean|class|type|property):|valueAs\\().*|#autowired");
    private static final Pattern QUERY = Pattern.compile("\\?(?![^{}]*}})");
    private static final Set<String> BLOCKS = Set.of("jslt", "secret", "token");

    private final TargetCamelContext context;
    private final Placeholders placeholders;

    SettingsInUris(TargetCamelContext context, Placeholders placeholders) {
        this.context = context;
        this.placeholders = placeholders;
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
            List<?> values = option.getValue() instanceof List<?> list ? list : List.of(option.getValue());
            for (Object value : values) {
                add(options, option.getKey(), option(scheme, option.getKey(), value.toString()));
            }
        }
        for (Map.Entry<String, String> option : parameters.entrySet()) {
            add(options, option.getKey(), option(scheme, option.getKey(), option.getValue()));
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

    /** Null when the option is to be left out. */
    private @Nullable String option(@Nullable String scheme, String name, String written) throws Refused {
        if (!placeholders.in(written)) {
            return written;
        }
        Matcher raw = RAW.matcher(written);
        String inner = raw.matches() ? (raw.group(1) == null ? raw.group(2) : raw.group(1)) : written;
        String secret = secret(inner);
        if (secret != null) {
            return reference(scheme, name, secret);
        }
        String value = placeholders.fill(inner);
        if (value == null || value.contains("{{")) {
            // With a bean of the Kamelet in it, Camel alone can resolve it.
            return value == null ? null : written;
        }
        boolean plain = !RAW.matcher(value).matches() && !REFERENCE.matcher(value).matches();
        if (plain || placeholders.isDefault(inner, value)) {
            // What the Kamelet's author wrote as a reference is one.
            return context.option(value);
        }
        if (!isOption(scheme, name)) {
            throw new Refused("found a value (not shown) for " + name + " that Camel reads as RAW(…) or as a reference,"
                    + " expected another one, or a mapping with into: query");
        }
        return "#property:" + context.property(value);
    }

    private @Nullable String secret(String text) throws Refused {
        Matcher placeholder = Placeholders.FORM.matcher(text);
        while (placeholder.find()) {
            String setting = placeholders.setting(placeholder);
            if (setting != null && placeholders.isSecret(setting)) {
                if (placeholder.start() > 0 || placeholder.end() < text.length()) {
                    throw new Refused("found the secret '" + setting + "' as a part of an option, expected it as the"
                            + " whole value, or in a header: secret:" + setting + "?header=…");
                }
                return setting;
            }
        }
        return null;
    }

    private String reference(@Nullable String scheme, String option, String secret) throws Refused {
        if (scheme != null && BLOCKS.contains(scheme)) {
            throw new Refused("found the secret '" + secret + "' as a placeholder, expected its name alone: " + option
                    + ": " + secret);
        }
        if (!isOption(scheme, option)) {
            throw new Refused("found the secret '" + secret + "' as the query parameter " + option
                    + ", which is a part of the address, expected it in a header: secret:" + secret + "?header=…");
        }
        return SecretProperty.referenceTo(secret);
    }

    /** False when the component does not know the option and would send it as a part of the address. */
    private boolean isOption(@Nullable String scheme, String name) {
        EndpointUriFactory factory =
                scheme == null ? null : context.getCamelContextExtension().getEndpointUriFactory(scheme);
        return factory == null
                || !factory.isLenientProperties()
                || factory.propertyNames().contains(name);
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

package dev.baton.connector;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.EndpointUriFactory;
import org.jspecify.annotations.Nullable;

/** What stands in a URI as the value of an option: never a setting or a secret itself, which Camel would parse. */
final class OptionValues {

    private static final Pattern RAW = Pattern.compile("(?s)RAW(?:\\((.*)\\)|\\{(.*)})");
    private static final Pattern REFERENCE =
            Pattern.compile("#(?:(?:bean|class|type|property):|valueAs\\().*|#autowired");
    private static final Set<String> BLOCKS = Set.of("jslt", "lookup", "secret", "sign", "token");

    private final TargetCamelContext context;
    private final Placeholders placeholders;

    OptionValues(TargetCamelContext context, Placeholders placeholders) {
        this.context = context;
        this.placeholders = placeholders;
    }

    /** Null when the option is to be left out. */
    @Nullable
    String of(@Nullable String scheme, String name, String written) throws SettingsInUris.Refused {
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
        boolean plain =
                !RAW.matcher(value).matches() && !REFERENCE.matcher(value).matches();
        if (plain || placeholders.isDefault(inner, value)) {
            // What the Kamelet's author wrote as a reference is one.
            return context.option(value);
        }
        if (!isOption(scheme, name)) {
            throw new SettingsInUris.Refused(
                    "found a value (not shown) for " + name + " that Camel reads as RAW(…) or as a reference,"
                            + " expected another one, or a mapping with into: query");
        }
        return "#property:" + context.property(value);
    }

    private @Nullable String secret(String text) throws SettingsInUris.Refused {
        Matcher placeholder = Placeholders.FORM.matcher(text);
        while (placeholder.find()) {
            String setting = placeholders.setting(placeholder);
            if (setting != null && placeholders.isSecret(setting)) {
                if (placeholder.start() > 0 || placeholder.end() < text.length()) {
                    throw new SettingsInUris.Refused(
                            "found the secret '" + setting + "' as a part of an option, expected it as the"
                                    + " whole value, or in a header: secret:" + setting + "?header=…");
                }
                return setting;
            }
        }
        return null;
    }

    private String reference(@Nullable String scheme, String option, String secret) throws SettingsInUris.Refused {
        if (scheme != null && BLOCKS.contains(scheme)) {
            throw new SettingsInUris.Refused("found the secret '" + secret
                    + "' as a placeholder, expected its name alone: " + option + ": " + secret);
        }
        if (!isOption(scheme, option)) {
            throw new SettingsInUris.Refused("found the secret '" + secret + "' as the query parameter " + option
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
}

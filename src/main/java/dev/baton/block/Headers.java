package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTTP headers that blocks set: the connector chooses the name, and no value can reach beyond its own line. */
final class Headers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[ -~]+");

    private Headers() {}

    /** @throws IllegalArgumentException for anything but a header's name; those with Camel steer Camel itself */
    static String name(String block, @Nullable String name) {
        if (name == null
                || !NAME.matcher(name).matches()
                || name.toLowerCase(Locale.ROOT).startsWith("camel")) {
            throw new IllegalArgumentException(block + " needs header=<name of an HTTP header>");
        }
        return name;
    }

    /** @throws IllegalArgumentException for anything but a single value of printable ASCII characters */
    static String value(String file, JsonNode value) {
        if (!value.isValueNode() || !VALUE.matcher(value.asText()).matches() || value.isNull()) {
            throw new IllegalArgumentException(
                    file + ": found " + value.getNodeType() + ", expected a text of printable ASCII characters");
        }
        return value.asText();
    }
}

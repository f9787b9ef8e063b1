package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts a value into a header so that it cannot reach beyond it, and so that nothing but a value can come from a message. */
final class HeaderValues {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    /** Where a request ends and where it goes is the HTTP client's to say. */
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer");

    private HeaderValues() {}

    /** Whether a Kamelet may give this name: no word of Camel's, which would steer the call. */
    static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() && !lower.startsWith("camel") && !RESERVED.contains(lower);
    }

    /** @throws IllegalArgumentException for anything but printable ASCII; it does not repeat the value */
    static String of(String file, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    file + ": found " + value.getNodeType() + ", expected a text for the header");
        }
        if (!VALUE.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException(
                    file + ": found a text that is empty, begins or ends with a space, or has"
                            + " other than printable ASCII characters, expected the value of a header");
        }
        return value.textValue();
    }
}

package dev.baton.connector;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Component;
import org.apache.camel.component.http.HttpComponent;
import org.jspecify.annotations.Nullable;

/**
 * Writes settings into the path of an endpoint's URI. Camel decodes a URI once when it looks for the endpoint and once
 * more for the component, and the HTTP component decodes what it gets: so often must be encoded.
 */
enum PathText {
    /** The component takes the URI as it is written. */
    RAW(""),
    DECODED("%25"),
    HTTP("%2525");

    private static final String PLAIN = "-._~!'*+,;=:@/";
    /** What no URI may have; everything else in an address means what its writer wanted. */
    private static final String NOWHERE = " \"<>\\^`{|}";

    private final String percent;

    PathText(String percent) {
        this.percent = percent;
    }

    /** @param component the one that reads the path; null when it is not known yet */
    static PathText of(@Nullable Component component) {
        if (component instanceof HttpComponent) {
            return HTTP;
        }
        return component != null && component.useRawUri() ? RAW : DECODED;
    }

    /** False when no way of writing brings the value to the component. */
    boolean takes(String value) {
        return this == HTTP || value.indexOf('?') < 0;
    }

    /** The value as a part of a path; a slash stays one. */
    String encoded(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .forEach(c -> append(text, c, c < 0x7f && Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0));
        return text.toString();
    }

    /** A value that is an address, or the beginning of one: what it has encoded is to arrive so. */
    String address(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c == '%' && this == HTTP) {
                text.append(percent);
            } else {
                append(text, c, c > ' ' && c < 0x7f && NOWHERE.indexOf(c) < 0);
            }
        });
        return text.toString();
    }

    private void append(StringBuilder text, int codePoint, boolean plain) {
        if (plain || this == RAW) {
            text.appendCodePoint(codePoint);
            return;
        }
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            text.append(percent).append(String.format("%02X", b));
        }
    }
}

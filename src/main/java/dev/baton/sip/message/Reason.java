package dev.baton.sip.message;

import java.util.Optional;

/**
 * Why something happened, RFC 3326.
 *
 * @param protocol whose codes the cause is of, such as SIP or Q.850
 */
public record Reason(String protocol, Params params) {

    /** @throws SipParseException when the text is none */
    public static Reason parse(String text) throws SipParseException {
        Cursor cursor = new Cursor("Reason", text);
        return new Reason(cursor.token(), Params.ofHeader(cursor));
    }

    /** In words, without quotes; backslashes stay. */
    public Optional<String> text() {
        return params.value("text")
                .map(value -> value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
    }
}

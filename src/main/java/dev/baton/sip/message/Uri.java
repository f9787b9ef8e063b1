package dev.baton.sip.message;

import java.util.Locale;

/** The address in a request line or in an address header field. {@code toString} writes it as it goes on the wire. */
public sealed interface Uri permits SipUri, TelUri, OtherUri {

    /** In lower case, without the colon. */
    String scheme();

    /** Whether both mean the same resource, by the rules of their scheme; not transitive. */
    boolean isEquivalentTo(Uri other);

    /** @throws SipParseException when the text is no URI, or not of a form that its scheme allows */
    static Uri parse(String text) throws SipParseException {
        int colon = text.indexOf(':');
        if (colon < 1 || !isScheme(text, colon)) {
            throw SipParseException.malformed("URI", "expected a scheme such as sip: at the start");
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "sip", "sips" -> SipUriReader.read(scheme.equals("sips"), rest);
            case "tel" -> TelUri.read(rest);
            default -> OtherUri.read(scheme, rest);
        };
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !Chars.isDigit(c) && c != '+' && c != '-' && c != '.')) {
                return false;
            }
        }
        return true;
    }
}

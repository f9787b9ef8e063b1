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
        return parse(text, 0, text.length());
    }

    /** A part of the text. */
    static Uri parse(String text, int start, int end) throws SipParseException {
        int colon = text.indexOf(':', start);
        if (colon <= start || colon >= end || !isScheme(text, start, colon)) {
            throw SipParseException.malformed("URI", "expected a scheme such as sip: at the start");
        }
        int length = colon - start;
        if (text.regionMatches(true, start, "sips", 0, length) && length >= 3) {
            return SipUriReader.read(length == 4, text, colon + 1, end);
        }
        String scheme = text.substring(start, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1, end);
        return scheme.equals("tel") ? TelUri.read(rest) : OtherUri.read(scheme, rest);
    }

    private static boolean isScheme(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == start || !Chars.isDigit(c) && c != '+' && c != '-' && c != '.')) {
                return false;
            }
        }
        return true;
    }
}

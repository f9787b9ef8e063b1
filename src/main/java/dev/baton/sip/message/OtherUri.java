package dev.baton.sip.message;

/**
 * A URI of a scheme that is not understood. It may stand in From or To; a request to it is refused with 416.
 *
 * @param rest what comes after the colon
 */
public record OtherUri(String scheme, String rest) implements Uri {

    static OtherUri read(String scheme, String rest) throws SipParseException {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c <= ' ' || c >= 127 || c == '<' || c == '>' || c == '"') {
                throw SipParseException.malformed("URI", "a character that must be escaped");
            }
        }
        return new OtherUri(scheme, rest);
    }

    @Override
    public boolean isEquivalentTo(Uri other) {
        return equals(other);
    }

    @Override
    public String toString() {
        return scheme + ":" + rest;
    }
}

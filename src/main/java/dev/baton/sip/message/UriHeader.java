package dev.baton.sip.message;

/**
 * One header of a SIP URI, behind the question mark.
 *
 * @param value may be empty
 */
public record UriHeader(String name, String value) {

    /** @param value not escaped yet */
    public static UriHeader of(String name, String value) {
        return new UriHeader(name, Escapes.escape(Chars.URI_HEADER, value));
    }

    boolean isWellFormed() {
        return !name.isEmpty()
                && Escapes.isEscaped(Chars.URI_HEADER, name)
                && Escapes.isEscaped(Chars.URI_HEADER, value);
    }

    /** With its escapes resolved. */
    public String text() {
        return Escapes.unescape(value);
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}

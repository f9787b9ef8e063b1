package dev.baton.sip.message;

/**
 * One header field.
 *
 * @param name its long form; compact forms are taken, and replaced
 * @param value without whitespace around it, on one line
 */
public record SipHeader(String name, String value) {

    public SipHeader {
        name = HeaderNames.canonical(name);
    }

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}

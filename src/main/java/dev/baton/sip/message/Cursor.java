package dev.baton.sip.message;

/** Reads one header field's value from left to right; every character is looked at a bounded number of times. */
final class Cursor {

    private final String field;
    private final String text;
    private int at;

    /** @param field for the message of an error */
    Cursor(String field, String text) {
        this.field = field;
        this.text = text;
    }

    boolean atEnd() {
        skipWhitespace();
        return at == text.length();
    }

    void skipWhitespace() {
        while (at < text.length() && Chars.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether the next character after whitespace is this one, which stays. */
    boolean sees(char c) {
        skipWhitespace();
        return at < text.length() && text.charAt(at) == c;
    }

    /** Takes the character after whitespace when it is this one. */
    boolean take(char c) {
        if (!sees(c)) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char c) throws SipParseException {
        if (!take(c)) {
            throw expected("'" + c + "'");
        }
    }

    void expectEnd() throws SipParseException {
        if (!atEnd()) {
            throw expected("the end");
        }
    }

    String token() throws SipParseException {
        return run(Chars.TOKEN, "a token");
    }

    /** One or more characters of the table, after whitespace. */
    String run(boolean[] table, String what) throws SipParseException {
        skipWhitespace();
        int start = at;
        while (at < text.length() && Chars.in(table, text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw expected(what);
        }
        return text.substring(start, at);
    }

    /** A quoted string, as it stands, with its quotes. */
    String quoted() throws SipParseException {
        expect('"');
        int start = at - 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return text.substring(start, at);
            }
            if (c == '\\') {
                at++;
            }
        }
        at = text.length();
        throw expected("a closing quote");
    }

    /** Everything up to the character, which is taken. */
    String through(char end) throws SipParseException {
        int stop = text.indexOf(end, at);
        if (stop < 0) {
            at = text.length();
            throw expected("'" + end + "'");
        }
        String found = text.substring(at, stop);
        at = stop + 1;
        return found;
    }

    /** Everything up to the character, which stays, or up to the end. */
    String upTo(char end) {
        int stop = text.indexOf(end, at);
        int start = at;
        at = stop < 0 ? text.length() : stop;
        return text.substring(start, at);
    }

    /** Everything up to the next semicolon or question mark, neither taken, or up to the end. */
    String uriParam() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != '?') {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether the character stands anywhere in the rest. */
    boolean comes(char c) {
        return text.indexOf(c, at) >= 0;
    }

    SipParseException expected(String what) {
        return SipParseException.malformed(field, "expected " + what + " at character " + at);
    }
}

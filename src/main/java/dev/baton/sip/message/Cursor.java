package dev.baton.sip.message;

/** Reads one header field's value from left to right; every character is looked at a bounded number of times. */
final class Cursor {

    private final String field;
    private final String text;
    private final int end;
    private int at;

    /** @param field for the message of an error */
    Cursor(String field, String text) {
        this(field, text, 0, text.length());
    }

    /** Reads a part of the text only. */
    Cursor(String field, String text, int start, int end) {
        this.field = field;
        this.text = text;
        this.at = start;
        this.end = end;
    }

    boolean atEnd() {
        skipWhitespace();
        return at == end;
    }

    void skipWhitespace() {
        while (at < end && Chars.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether the next character after whitespace is this one, which stays. */
    boolean sees(char c) {
        skipWhitespace();
        return at < end && text.charAt(at) == c;
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
        while (at < end && Chars.in(table, text.charAt(at))) {
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
        while (at < end) {
            char c = text.charAt(at++);
            if (c == '"') {
                return text.substring(start, at);
            }
            if (c == '\\') {
                at++;
            }
        }
        at = end;
        throw expected("a closing quote");
    }

    /** Everything up to the character, which is taken. */
    String through(char stopper) throws SipParseException {
        int start = at;
        int stop = placeOf(stopper);
        at = stop + 1;
        return text.substring(start, stop);
    }

    /** A URI up to the character, which is taken. */
    Uri uriThrough(char stopper) throws SipParseException {
        int start = at;
        int stop = placeOf(stopper);
        at = stop + 1;
        return Uri.parse(text, start, stop);
    }

    private int placeOf(char wanted) throws SipParseException {
        int place = indexOf(wanted);
        if (place < 0) {
            at = end;
            throw expected("'" + wanted + "'");
        }
        return place;
    }

    private int indexOf(char wanted) {
        int place = text.indexOf(wanted, at);
        return place < end ? place : -1;
    }

    /** Everything up to the character, which stays, or up to the end. */
    String upTo(char stopper) {
        int stop = indexOf(stopper);
        int start = at;
        at = stop < 0 ? end : stop;
        return text.substring(start, at);
    }

    /** Everything up to the next semicolon or question mark, neither taken, or up to the end. */
    String uriParam() {
        int start = at;
        while (at < end && text.charAt(at) != ';' && text.charAt(at) != '?') {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether the character stands anywhere in the rest. */
    boolean comes(char c) {
        return indexOf(c) >= 0;
    }

    SipParseException expected(String what) {
        return SipParseException.malformed(field, "expected " + what + " at character " + at);
    }
}

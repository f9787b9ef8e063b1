package dev.baton.sip.message;

/** The character classes of RFC 3261, section 25.1, as tables over ASCII. */
final class Chars {

    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String UNRESERVED_CHARS = ALPHANUMERIC + "-_.!~*'()";

    static final boolean[] TOKEN = table(ALPHANUMERIC + "-.!%*_+`'~");
    static final boolean[] UNRESERVED = table(UNRESERVED_CHARS);
    static final boolean[] USER = table(UNRESERVED_CHARS + "&=+$,;?/");
    static final boolean[] PASSWORD = table(UNRESERVED_CHARS + "&=+$,");
    static final boolean[] URI_PARAM = table(UNRESERVED_CHARS + "[]/:&+$");
    static final boolean[] URI_HEADER = table(UNRESERVED_CHARS + "[]/?:+$");
    /** The underscore is not allowed in a host, and is in many. */
    static final boolean[] HOST = table(ALPHANUMERIC + "-._");
    /** A token, a host or an IPv6 reference. */
    static final boolean[] HEADER_PARAM_VALUE = table(ALPHANUMERIC + "-.!%*_+`'~[]:");
    /** RFC 3261 "word" and "@", of which a Call-ID is made. */
    static final boolean[] CALL_ID = table(ALPHANUMERIC + "-.!%*_+`'~()<>:\\\"/[]?{}@");
    /** A phone number of RFC 3966 with its visual separators. */
    static final boolean[] PHONE = table("0123456789abcdefABCDEF*#-.()");

    private Chars() {}

    private static boolean[] table(String allowed) {
        boolean[] table = new boolean[128];
        for (int i = 0; i < allowed.length(); i++) {
            table[allowed.charAt(i)] = true;
        }
        return table;
    }

    static boolean in(boolean[] table, char c) {
        return c < table.length && table[c];
    }

    /** Whether the text is not empty and all of it is in the table. */
    static boolean all(boolean[] table, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!in(table, text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isToken(String text) {
        return all(TOKEN, text);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * A number of digits only.
     *
     * @return the number, or -1 when the text is none or larger than the largest
     */
    static long number(String text, long largest) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + (text.charAt(i) - '0');
            if (number > largest) {
                return -1;
            }
        }
        return text.isEmpty() ? -1 : number;
    }
}

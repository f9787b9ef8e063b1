package dev.baton.sip.message;

/**
 * A request's place in its sequence.
 *
 * @param number 0 to 2^31 - 1
 */
public record CSeq(long number, String method) {

    private static final long LARGEST = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException when the number is out of its range, or the method no token */
    public CSeq {
        if (number < 0 || number > LARGEST || !Chars.isToken(method)) {
            throw new IllegalArgumentException("not the parts of a CSeq");
        }
    }

    /** @throws SipParseException when the text is none */
    public static CSeq parse(String text) throws SipParseException {
        Cursor cursor = new Cursor("CSeq", text);
        long number = Chars.number(cursor.token(), LARGEST);
        if (number < 0) {
            throw cursor.expected("a number below 2^31 before");
        }
        String method = cursor.token();
        cursor.expectEnd();
        return new CSeq(number, method);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}

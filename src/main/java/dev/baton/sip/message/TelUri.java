package dev.baton.sip.message;

/**
 * A phone number, RFC 3966.
 *
 * @param number with a leading plus when it is global, and with visual separators as written
 */
public record TelUri(String number, Params params) implements Uri {

    /** @throws IllegalArgumentException when it is no phone number, or a parameter is not written as a URI wants it */
    public TelUri {
        if (!isNumber(number) || !params.all(Param::fitsUri)) {
            throw new IllegalArgumentException("not the number or the parameters of a tel URI");
        }
    }

    static TelUri read(String rest) throws SipParseException {
        Cursor cursor = new Cursor("URI", rest);
        String number = cursor.uriParam();
        Params params = Params.ofUri(cursor);
        cursor.expectEnd();
        if (!isNumber(number)) {
            throw SipParseException.malformed("URI", "expected a phone number after tel:");
        }
        if (number.charAt(0) != '+' && !params.has("phone-context")) {
            throw SipParseException.malformed("URI", "expected phone-context with a local phone number");
        }
        return new TelUri(number, params);
    }

    private static boolean isNumber(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return Chars.all(Chars.PHONE, digits) && !bare(digits).isEmpty();
    }

    private static String bare(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if ("-.()".indexOf(number.charAt(i)) < 0) {
                digits.append(number.charAt(i));
            }
        }
        return digits.toString();
    }

    /** The number without visual separators. */
    public String bareNumber() {
        return bare(number);
    }

    @Override
    public String scheme() {
        return "tel";
    }

    @Override
    public boolean isEquivalentTo(Uri other) {
        return other instanceof TelUri tel
                && bareNumber().equalsIgnoreCase(tel.bareNumber())
                && params.all().size() == tel.params.all().size()
                && params.all(param -> tel.hasSame(param));
    }

    private boolean hasSame(Param param) {
        String mine = params.value(param.name()).orElse("");
        String theirs = param.value() == null ? "" : param.value();
        return params.has(param.name()) && Escapes.normal(mine).equalsIgnoreCase(Escapes.normal(theirs));
    }

    @Override
    public String toString() {
        return "tel:" + number + params;
    }
}

package dev.baton.sip.policy;

/**
 * A number of the public telephone network, E.164.
 *
 * @param e164 a plus and 7 to 15 digits, the first of them not 0
 */
public record PhoneNumber(String e164) {

    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final int LONGEST_TEXT = 64;
    /** RFC 3966, section 5.1.1, and the space that people write. */
    private static final String VISUAL_SEPARATORS = "-.() ";

    private static final String EXPECTED = "expected a plus and 7 to 15 digits, such as +49 30 901820";

    /** @throws IllegalArgumentException when it is not written that way */
    public PhoneNumber {
        if (!isE164(e164)) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /**
     * Reads a number as people write it, with visual separators.
     *
     * @throws ForwardRefusedException when it is anything else, such as a local number or one with an extension
     */
    public static PhoneNumber parse(String text) throws ForwardRefusedException {
        if (text.length() > LONGEST_TEXT) {
            throw malformed("a text of " + text.length() + " characters");
        }
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || c == '+' && bare.isEmpty()) {
                bare.append(c);
            } else if (VISUAL_SEPARATORS.indexOf(c) < 0) {
                throw malformed(named(c) + " at position " + (i + 1));
            }
        }
        if (bare.isEmpty() || bare.charAt(0) != '+') {
            throw malformed("a number without its country code");
        }
        if (!isE164(bare.toString())) {
            throw malformed(
                    bare.length() > 1 && bare.charAt(1) == '0'
                            ? "a country code that starts with 0"
                            : (bare.length() - 1) + " digits");
        }
        return new PhoneNumber(bare.toString());
    }

    private static boolean isE164(String text) {
        int digits = text.length() - 1;
        return digits >= FEWEST_DIGITS
                && digits <= MOST_DIGITS
                && text.charAt(0) == '+'
                && text.charAt(1) != '0'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /** What the character is, not which: a message may hold anything, and this goes to logs. */
    private static String named(char c) {
        if (c == '+') {
            return "a second plus";
        }
        if (c == ';') {
            return "a parameter, such as an extension or a context,";
        }
        if (Character.isISOControl(c)) {
            return "a control character";
        }
        if (Character.isDigit(c)) {
            return "a digit other than 0 to 9";
        }
        return Character.isLetter(c) ? "a letter" : "a character of no number";
    }

    private static ForwardRefusedException malformed(String found) {
        return new ForwardRefusedException(
                Refusal.MALFORMED_NUMBER, "The number to forward to: found " + found + ", " + EXPECTED);
    }

    /** The start and the last three digits, for logs and the record. */
    public String masked() {
        return e164.substring(0, 3) + "…" + e164.substring(e164.length() - 3);
    }

    /** Masked. */
    @Override
    public String toString() {
        return masked();
    }
}

package dev.baton.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Data for the agent's side that travels with a call, RFC 7433, in hexadecimal digits.
 *
 * @param hex an even number of digits, at least two
 */
public record UserToUser(String hex) {

    /** What a telephone network lets through. */
    public static final int PSTN_BYTES = 128;

    /** @throws IllegalArgumentException when it is no even number of hexadecimal digits */
    public UserToUser {
        if (hex.isEmpty() || hex.length() % 2 != 0 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("expected an even number of hexadecimal digits");
        }
    }

    /** The text's UTF-8 bytes. */
    public static UserToUser of(String text) {
        return new UserToUser(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws SipParseException when the value is not in hexadecimal digits */
    public static UserToUser parse(String value) throws SipParseException {
        Cursor cursor = new Cursor("User-to-User", value);
        String hex = cursor.token();
        Params params = Params.ofHeader(cursor);
        boolean isHex = params.value("encoding").orElse("hex").equalsIgnoreCase("hex");
        if (!isHex || hex.length() % 2 != 0 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw cursor.expected("an even number of hexadecimal digits before");
        }
        return new UserToUser(hex);
    }

    public int size() {
        return hex.length() / 2;
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** As the header field wants it; {@link SipUri#withHeader} escapes it for a URI. */
    @Override
    public String toString() {
        return hex + ";encoding=hex";
    }
}

package dev.baton.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-escapes in URIs. */
final class Escapes {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    /** Whether all characters are in the table or part of a complete escape; an empty text is. */
    static boolean isEscaped(boolean[] table, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                if (!isEscapeAt(text, i)) {
                    return false;
                }
                i += 2;
            } else if (!Chars.in(table, text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscapeAt(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    /** Escapes all that is not in the table, as UTF-8. */
    static String escape(boolean[] table, String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (Chars.in(table, c)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** The text with its escapes resolved; what is not UTF-8 then becomes a replacement character. */
    static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && isEscapeAt(text, i)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The one way of writing a text, for comparison: a reserved character is not the same as its escape. */
    static String normal(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%' || !isEscapeAt(text, i)) {
                normal.append(text.charAt(i));
                continue;
            }
            byte b = (byte) HexFormat.fromHexDigits(text, i + 1, i + 3);
            if (b > 0 && Chars.in(Chars.UNRESERVED, (char) b)) {
                normal.append((char) b);
            } else {
                normal.append('%').append(HEX.toHexDigits(b));
            }
            i += 2;
        }
        return normal.toString();
    }
}

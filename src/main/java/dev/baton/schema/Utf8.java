package dev.baton.schema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Strict decoding. Jackson's own reader takes overlong forms and guesses UTF-16 and UTF-32. */
final class Utf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    static CharBuffer decode(byte[] utf8) throws UnreadableJson {
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CharBuffer chars = CharBuffer.allocate(utf8.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
        chars.flip();
        if (result.isError()) {
            throw invalid(chars, bytes.position());
        }
        if (chars.hasRemaining() && chars.get(0) == BYTE_ORDER_MARK) {
            throw new UnreadableJson("The body starts with a byte order mark; send UTF-8 without one.", 1, 1);
        }
        return chars;
    }

    /** Escapes are the only way by which a lone surrogate or NUL gets into valid UTF-8 that is valid JSON. */
    static boolean mayHoldEscapes(CharBuffer text) {
        char[] chars = text.array();
        for (int i = text.arrayOffset(), last = i + text.remaining() - 1; i < last; i++) {
            if (chars[i] == '\\' && chars[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    private static UnreadableJson invalid(CharBuffer before, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < before.length(); i++) {
            boolean newline = before.get(i) == '\n';
            line = newline ? line + 1 : line;
            column = newline ? 1 : column + 1;
        }
        return new UnreadableJson(
                "The body is not UTF-8: the byte at offset " + offset + " is not valid.", line, column);
    }
}

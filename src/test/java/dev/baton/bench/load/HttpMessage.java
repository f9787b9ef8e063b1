package dev.baton.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 message while it arrives: enough of the protocol to know where it ends, at the least CPU, because client
 * and desk share the machine with what they measure. One message at a time: no pipelining.
 */
final class HttpMessage {
    private static final int LARGEST = 1 << 20;
    private static final int CHUNKED = -1;
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");
    private static final byte[] CONNECTION_CLOSE = ascii("connection: close");

    private byte[] bytes = new byte[8192];
    private int size;
    private int body;
    private int contentLength;
    private boolean last;

    /** Reads what has arrived; false at the end of the stream. */
    boolean readFrom(ReadableByteChannel channel) throws IOException {
        if (size == LARGEST) {
            throw new IOException("message over " + LARGEST + " bytes");
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = channel.read(ByteBuffer.wrap(bytes, size, bytes.length - size));
        size += Math.max(read, 0);
        return read >= 0;
    }

    boolean complete() {
        if (body == 0 && !parseHead()) {
            return false;
        }
        return contentLength == CHUNKED ? endsWith(LAST_CHUNK) : size >= body + contentLength;
    }

    /** Forgets this message, to read the next one of the same connection. */
    void clear() {
        size = 0;
        body = 0;
        contentLength = 0;
        last = false;
    }

    boolean startsWith(byte[] text) {
        return at(0, text);
    }

    /** The status of an answer. */
    int status() {
        return number("HTTP/1.1 ".length());
    }

    /** What follows the head. */
    String body() {
        return new String(bytes, body, size - body, StandardCharsets.UTF_8);
    }

    /** Whether the peer closes the connection after this message. */
    boolean isLast() {
        return last;
    }

    /** The text between the quotes that follow a JSON member's name (given with its quotes), or nothing. */
    String jsonText(byte[] quotedName) {
        int name = indexOf(quotedName, body);
        int open = name < 0 ? size : indexOf('"', name + quotedName.length);
        int close = indexOf('"', open + 1);
        return close < size ? new String(bytes, open + 1, close - open - 1, StandardCharsets.ISO_8859_1) : "";
    }

    private boolean parseHead() {
        int end = indexOf(HEAD_END, 0);
        if (end < 0) {
            return false;
        }
        for (int line = nextLine(0); line < end; line = nextLine(line)) {
            parseHeader(line);
        }
        body = end + HEAD_END.length;
        return true;
    }

    private void parseHeader(int line) {
        if (isNamed(line, CONTENT_LENGTH)) {
            contentLength = number(line + CONTENT_LENGTH.length);
        } else if (isNamed(line, TRANSFER_ENCODING)) {
            contentLength = CHUNKED;
        } else if (isNamed(line, CONNECTION_CLOSE)) {
            last = true;
        }
    }

    private int nextLine(int from) {
        return indexOf(LINE_END, from) + LINE_END.length;
    }

    private boolean isNamed(int line, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            if ((bytes[line + i] | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private int indexOf(char wanted, int from) {
        int at = from;
        while (at < size && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private int indexOf(byte[] wanted, int from) {
        for (int at = from; at <= size - wanted.length; at++) {
            if (at(at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private boolean endsWith(byte[] wanted) {
        return size >= wanted.length && at(size - wanted.length, wanted);
    }

    private boolean at(int from, byte[] wanted) {
        return from + wanted.length <= size
                && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

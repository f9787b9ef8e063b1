package dev.baton.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads lines and header fields from bytes. Every byte is looked at a fixed number of times. */
final class HeaderReader {

    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private final byte[] bytes;
    private final int end;
    private final SipLimits limits;
    private int at;

    HeaderReader(byte[] bytes, int start, int end, SipLimits limits) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.limits = limits;
    }

    /** Where the next unread byte is. */
    int position() {
        return at;
    }

    /** A line without folding. */
    String startLine() throws SipParseException {
        int stop = lineEnd(at);
        String line = text(at, stop);
        at = stop + 2;
        return line;
    }

    /** Up to and including the empty line. */
    SipHeaders headers() throws SipParseException {
        SipHeaders.Builder headers = SipHeaders.builder();
        while (true) {
            int stop = lineEnd(at);
            if (stop == at) {
                at += 2;
                return headers.build();
            }
            if (headers.size() == limits.headers()) {
                throw malformed("more than " + limits.headers() + " header fields");
            }
            headers.add(header(stop));
        }
    }

    private SipHeader header(int firstStop) throws SipParseException {
        int colon = at;
        while (colon < firstStop && bytes[colon] != ':') {
            colon++;
        }
        int nameEnd = colon;
        while (nameEnd > at && isBlank(bytes[nameEnd - 1])) {
            nameEnd--;
        }
        if (colon == firstStop || nameEnd == at) {
            throw malformed("a line without a name and a colon");
        }
        String name = name(nameEnd);
        int start = at;
        int stop = firstStop;
        while (stop + 2 < end && isBlank(bytes[stop + 2])) {
            stop = lineEnd(stop + 2);
            if (stop - start > limits.lineBytes()) {
                throw malformed("a header field of more than " + limits.lineBytes() + " bytes");
            }
        }
        at = stop + 2;
        return new SipHeader(name, stop == firstStop ? trimmed(colon + 1, stop) : unfolded(colon + 1, stop));
    }

    private String name(int nameEnd) throws SipParseException {
        String known = HeaderNames.known(bytes, at, nameEnd);
        String name = known == null ? text(at, nameEnd) : known;
        if (known == null && !Chars.isToken(name)) {
            throw malformed("a header field's name that is no token");
        }
        return name;
    }

    private String trimmed(int from, int to) throws SipParseException {
        int start = from;
        int stop = to;
        while (start < stop && isBlank(bytes[start])) {
            start++;
        }
        while (stop > start && isBlank(bytes[stop - 1])) {
            stop--;
        }
        return text(start, stop);
    }

    /** A line end with the whitespace after it means one space. */
    private String unfolded(int from, int to) throws SipParseException {
        byte[] value = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != CR) {
                value[length++] = bytes[i];
                continue;
            }
            i += 2;
            while (i < to - 1 && isBlank(bytes[i + 1])) {
                i++;
            }
            value[length++] = ' ';
        }
        return new HeaderReader(value, 0, length, limits).trimmed(0, length);
    }

    /** The index of the line's CR. A CR or LF alone could be taken for a line's end by one reader, and not by another. */
    private int lineEnd(int from) throws SipParseException {
        int most = Math.min(end - 1, from + limits.lineBytes());
        for (int i = from; i < most; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ' && b != '\t' || b == 127) {
                if (b == CR && bytes[i + 1] == LF) {
                    return i;
                }
                boolean escaped = i > from && bytes[i - 1] == '\\' && b != CR && b != LF && b != 0;
                if (!escaped) {
                    throw malformed("a control character that does not belong there");
                }
            }
        }
        throw malformed(
                most < end - 1 ? "a line of more than " + limits.lineBytes() + " bytes" : "no empty line at the end");
    }

    private String text(int from, int to) throws SipParseException {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return utf8(from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String utf8(int from, int to) throws SipParseException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("bytes that are not UTF-8");
        }
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private SipParseException malformed(String what) {
        return SipParseException.malformed("header section", what + ", near byte " + at);
    }
}

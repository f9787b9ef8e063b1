package dev.baton.sip.message;

import java.util.Arrays;

/**
 * Reads messages. Strict where two readers could understand two things, such as duplicates and broken line ends;
 * lenient where RFC 4475 calls a strange message valid. Time and memory are linear in the size of the input.
 */
public final class SipParser {

    private static final byte[] NO_BODY = {};

    private final SipLimits limits;

    public SipParser(SipLimits limits) {
        this.limits = limits;
    }

    public SipLimits limits() {
        return limits;
    }

    /**
     * Reads one message, such as a datagram. Bytes after the body are ignored, as RFC 3261, section 18.3 wants it.
     *
     * @throws SipParseException when it is none, with the answer to send if there is one
     */
    public SipMessage parse(byte[] bytes) throws SipParseException {
        if (bytes.length > limits.messageBytes()) {
            throw SipParseException.refused(413, "message", "more than " + limits.messageBytes() + " bytes");
        }
        int start = 0;
        while (start + 1 < bytes.length && bytes[start] == '\r' && bytes[start + 1] == '\n') {
            start += 2;
        }
        return StartLine.isResponse(bytes, start, bytes.length) ? response(bytes, start) : request(bytes, start);
    }

    private SipResponse response(byte[] bytes, int start) throws SipParseException {
        HeaderReader reader = new HeaderReader(bytes, start, bytes.length, limits);
        StartLine line = StartLine.response(reader.startLine());
        SipHeaders headers = reader.headers();
        Essentials.requireVia(headers);
        return SipResponse.read(line.status(), line.reason(), headers, body(headers, bytes, reader.position()));
    }

    private SipRequest request(byte[] bytes, int start) throws SipParseException {
        HeaderReader reader = new HeaderReader(bytes, start, bytes.length, limits);
        boolean tooLong = bytes.length - start > limits.lineBytes() && isLineTooLong(bytes, start);
        String line = tooLong ? "" : reader.startLine();
        SipHeaders headers = tooLong ? afterLongLine(bytes, start) : reader.headers();
        try {
            if (tooLong) {
                throw SipParseException.refused(414, "request line", "more than " + limits.lineBytes() + " bytes");
            }
            StartLine startLine = StartLine.request(line);
            if (startLine.method() == null || startLine.uri() == null) {
                throw SipParseException.malformed("request line", "expected method and URI");
            }
            Essentials.requireVia(headers);
            byte[] body = body(headers, bytes, reader.position());
            return SipRequest.read(startLine.method(), startLine.uri(), headers, body);
        } catch (SipParseException e) {
            throw e.answeredBy(Answers.prepare(e.status(), headers));
        }
    }

    private boolean isLineTooLong(byte[] bytes, int start) {
        for (int i = start; i < start + limits.lineBytes(); i++) {
            if (bytes[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    private SipHeaders afterLongLine(byte[] bytes, int start) throws SipParseException {
        int next = start;
        while (next < bytes.length && bytes[next] != '\n') {
            next++;
        }
        return new HeaderReader(bytes, Math.min(next + 1, bytes.length), bytes.length, limits).headers();
    }

    private static byte[] body(SipHeaders headers, byte[] bytes, int start) throws SipParseException {
        int available = bytes.length - start;
        int length = available;
        if (headers.has("Content-Length")) {
            length = contentLength(headers);
            if (length > available) {
                throw SipParseException.malformed("Content-Length", "more than there is");
            }
        }
        return length == 0 ? NO_BODY : Arrays.copyOfRange(bytes, start, start + length);
    }

    /**
     * @return -1 when there is none
     * @throws SipParseException when there are several, or it is no number
     */
    static int contentLength(SipHeaders headers) throws SipParseException {
        int count = headers.count("Content-Length");
        if (count == 0) {
            return -1;
        }
        long length = Chars.number(headers.first("Content-Length").orElse(""), Integer.MAX_VALUE);
        if (count > 1 || length < 0) {
            throw SipParseException.malformed("Content-Length", "expected one number");
        }
        return (int) length;
    }
}

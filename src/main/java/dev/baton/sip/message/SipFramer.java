package dev.baton.sip.message;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream into messages by their Content-Length. Holds at most one message; every byte is looked at once while
 * the end of its header section is looked for. One per connection, used by one thread at a time. After an exception the
 * connection has no beginning of a message any more: close it.
 */
public final class SipFramer {

    /** Who takes what was cut off. */
    public interface Sink {

        /** @param message complete, to be read by {@link SipParser#parse} */
        void message(byte[] message);

        /** A ping of RFC 5626, which wants one CRLF as its answer. */
        void ping();
    }

    private static final int END_OF_HEADERS = 0x0d0a0d0a;
    private static final int FIRST_ROOM = 2048;

    private final SipLimits limits;
    private final Sink sink;
    private byte[] held = new byte[FIRST_ROOM];
    private int length;
    private int lastFour;
    private int emptyLines;
    /** How long the message is altogether, 0 as long as that is not known. */
    private int wanted;

    public SipFramer(SipLimits limits, Sink sink) {
        this.limits = limits;
        this.sink = sink;
    }

    /**
     * Takes what arrived, all of it.
     *
     * @throws SipParseException when it cannot be cut into messages, with the answer to send if there is one
     */
    public void feed(ByteBuffer arrived) throws SipParseException {
        while (arrived.hasRemaining()) {
            if (wanted > 0) {
                takeBody(arrived);
            } else {
                takeHead(arrived.get());
            }
            if (wanted > 0 && length == wanted) {
                sink.message(Arrays.copyOf(held, length));
                restart();
            }
        }
    }

    /** Whether the stream stands within a message. */
    public boolean isWithinMessage() {
        return length > 0;
    }

    private void takeBody(ByteBuffer arrived) {
        int part = Math.min(arrived.remaining(), wanted - length);
        makeRoom(length + part);
        arrived.get(held, length, part);
        length += part;
    }

    private void takeHead(byte b) throws SipParseException {
        if (length == 0 && isBetweenMessages(b)) {
            return;
        }
        if (length == limits.messageBytes()) {
            throw SipParseException.malformed("stream", "a header section of more than " + length + " bytes");
        }
        makeRoom(length + 1);
        held[length++] = b;
        lastFour = lastFour << 8 | b & 0xff;
        if (lastFour == END_OF_HEADERS) {
            wanted = length + bodyLength();
        }
    }

    /** Line ends before a message are no part of it; two of them are a ping. */
    private boolean isBetweenMessages(byte b) {
        lastFour = lastFour << 8 | b & 0xff;
        if (b == '\r') {
            return true;
        }
        if (b != '\n') {
            emptyLines = 0;
            lastFour = 0;
            return false;
        }
        if (++emptyLines == 2) {
            emptyLines = 0;
            sink.ping();
        }
        return true;
    }

    private int bodyLength() throws SipParseException {
        SipHeaders headers = headers();
        try {
            int body = SipParser.contentLength(headers);
            if (body < 0) {
                throw SipParseException.malformed("Content-Length", "a stream has no message without it");
            }
            if (body > limits.messageBytes() - length) {
                throw SipParseException.refused(413, "Content-Length", "more than is taken");
            }
            return body;
        } catch (SipParseException e) {
            throw StartLine.isResponse(held, 0, length) ? e : e.answeredBy(Answers.prepare(e.status(), headers));
        }
    }

    /** Whether the start line is one is the parser's business. */
    private SipHeaders headers() throws SipParseException {
        int start = 0;
        while (held[start] != '\n') {
            start++;
        }
        return new HeaderReader(held, start + 1, length, limits).headers();
    }

    private void makeRoom(int needed) {
        if (needed > held.length) {
            held = Arrays.copyOf(held, Math.min(limits.messageBytes(), Math.max(needed, held.length * 2)));
        }
    }

    private void restart() {
        length = 0;
        wanted = 0;
        lastFour = 0;
        emptyLines = 0;
        if (held.length > FIRST_ROOM) {
            held = new byte[FIRST_ROOM];
        }
    }
}

package dev.baton.sip.message;

import java.util.Arrays;
import java.util.Optional;

/**
 * The body of a NOTIFY about a REFER: how far the referred request got, RFC 3515 and RFC 3420.
 *
 * @param status 100 to 699
 * @param headers those the peer added, such as Reason; none when they could not be read
 */
public record SipFrag(int status, String reason, SipHeaders headers) {

    /** Empty when the body does not start with a status line. */
    public static Optional<SipFrag> parse(byte[] body) {
        int end = 0;
        while (end < body.length && body[end] != '\r' && body[end] != '\n') {
            end++;
        }
        try {
            byte[] closed = Arrays.copyOf(body, end + 2);
            closed[end] = '\r';
            closed[end + 1] = '\n';
            String text = new HeaderReader(closed, 0, closed.length, SipLimits.DEFAULT).startLine();
            StartLine line = StartLine.response(text.stripTrailing());
            return Optional.of(new SipFrag(line.status(), line.reason(), headers(body, end + 2)));
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    /** Peers end a fragment with an empty line, a line end, or nothing. */
    private static SipHeaders headers(byte[] body, int start) {
        if (start >= body.length) {
            return SipHeaders.NONE;
        }
        byte[] closed = Arrays.copyOfRange(body, start, body.length + 4);
        boolean ended = body[body.length - 1] == '\n';
        int at = body.length - start;
        closed[at] = '\r';
        closed[at + 1] = '\n';
        if (!ended) {
            closed[at + 2] = '\r';
            closed[at + 3] = '\n';
        }
        try {
            return new HeaderReader(closed, 0, closed.length, SipLimits.DEFAULT).headers();
        } catch (SipParseException e) {
            return SipHeaders.NONE;
        }
    }

    /** Whether nothing more will come. */
    public boolean isFinal() {
        return status >= 200;
    }
}

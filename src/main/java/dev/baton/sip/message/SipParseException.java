package dev.baton.sip.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read is no SIP message, or none that is taken. The message names places, never content. */
public final class SipParseException extends Exception {

    private static final int BAD_REQUEST = 400;

    private final int status;
    private final @Nullable StatelessAnswer answer;

    private SipParseException(int status, String message, @Nullable StatelessAnswer answer) {
        // Anybody can send such messages: one must not cost more than a good one.
        super(message, null, false, false);
        this.status = status;
        this.answer = answer;
    }

    static SipParseException malformed(String where, String what) {
        return new SipParseException(BAD_REQUEST, where + ": " + what, null);
    }

    static SipParseException refused(int status, String where, String what) {
        return new SipParseException(status, where + ": " + what, null);
    }

    SipParseException answeredBy(@Nullable StatelessAnswer prepared) {
        return new SipParseException(status, String.valueOf(getMessage()), prepared);
    }

    /** The status code that fits: 400, 413, 414, 416 or 505. */
    public int status() {
        return status;
    }

    /** What to send back; empty: drop it, because it is a response, an ACK, or nobody to answer to is in it. */
    public Optional<StatelessAnswer> answer() {
        return Optional.ofNullable(answer);
    }
}

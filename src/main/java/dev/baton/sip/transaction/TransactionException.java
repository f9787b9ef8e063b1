package dev.baton.sip.transaction;

import java.io.IOException;

/** A request of ours has no answer. */
public final class TransactionException extends IOException {

    /** What that means. */
    public enum Kind {
        /** It was sent, and may have been acted on. */
        TIMEOUT,
        /** It was never sent. */
        TOO_MANY,
        /** It may have been sent. */
        CLOSED
    }

    private final Kind kind;

    TransactionException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

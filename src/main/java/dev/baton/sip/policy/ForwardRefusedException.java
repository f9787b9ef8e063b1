package dev.baton.sip.policy;

import org.jspecify.annotations.Nullable;

/** A call is not moved, by our own rules. The message has no number and no identifier of a call in it. */
public final class ForwardRefusedException extends Exception {

    private final Refusal refusal;

    ForwardRefusedException(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    ForwardRefusedException(Refusal refusal, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}

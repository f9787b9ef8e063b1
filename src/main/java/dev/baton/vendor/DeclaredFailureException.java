package dev.baton.vendor;

import dev.baton.handover.Failure;

/** A connector's mapping says that the vendor refused, although the vendor's answer looked like one that goes well. */
public final class DeclaredFailureException extends RuntimeException {

    private final transient Failure failure;

    /** @param failure its reason holds neither a secret nor content of the message */
    public DeclaredFailureException(Failure failure) {
        super(failure.code() + ": " + failure.reason());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}

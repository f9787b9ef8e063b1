package dev.baton.vendor;

import java.io.IOException;

/** A server answered, but not as it does when all is well. */
public final class UnexpectedStatusException extends IOException {

    private final int status;

    UnexpectedStatusException(int status) {
        super("it answered with " + status);
        this.status = status;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }
}

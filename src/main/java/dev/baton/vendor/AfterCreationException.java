package dev.baton.vendor;

/** The calls stopped after the target had made something, which the same calls would make once more. */
public final class AfterCreationException extends RuntimeException {

    public AfterCreationException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}

package dev.baton.problem;

import org.jspecify.annotations.Nullable;

/** The gateway does not start as it is installed. The message is for a person: what is wrong, and what to do about it. */
public final class StartRefusedException extends IllegalStateException {

    public StartRefusedException(String message) {
        this(message, null);
    }

    public StartRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

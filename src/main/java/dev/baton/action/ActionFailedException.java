package dev.baton.action;

import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A try of a task came to nothing, and it is known why. */
final class ActionFailedException extends Exception {

    private final String by;
    private final transient Failure failure;

    /**
     * @param by who was to do it: a target, {@code mail}, the name of a webhook
     * @param failure its reason holds no secret
     */
    ActionFailedException(String by, Failure failure) {
        super(failure.code(), null, false, false);
        this.by = by;
        this.failure = failure;
    }

    static ActionFailedException refused(String by, String code, String reason) {
        return new ActionFailedException(by, new Failure(FailureClass.INTEGRATOR_MUST_ACT, code, reason, null));
    }

    static ActionFailedException away(String by, String code, String reason, @Nullable Duration retryAfter) {
        return new ActionFailedException(by, new Failure(FailureClass.TRY_AGAIN, code, reason, retryAfter));
    }

    String by() {
        return by;
    }

    Failure failure() {
        return failure;
    }
}

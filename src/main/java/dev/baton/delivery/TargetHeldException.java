package dev.baton.delivery;

import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.isolation.Admission;
import java.time.Duration;

/** The target is not to be called now; it was not given the handover. */
final class TargetHeldException extends Exception {

    private final transient Admission.Held held;

    TargetHeldException(Admission.Held held) {
        super(held.code(), null, false, false);
        this.held = held;
    }

    Failure failure() {
        return new Failure(FailureClass.TRY_AGAIN, held.code(), held.reason(), held.delay());
    }

    /** Whether another target is better than waiting. */
    boolean prefersFallback() {
        return held.code().equals(Admission.BREAKER_OPEN);
    }

    Duration spread() {
        return held.spread();
    }
}

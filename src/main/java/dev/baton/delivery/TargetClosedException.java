package dev.baton.delivery;

import dev.baton.connector.Availability;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.time.Duration;
import java.time.Instant;

/** Nobody is there; the target was not given the handover. */
final class TargetClosedException extends Exception {

    private final transient Failure failure;

    TargetClosedException(Availability closed, Instant now) {
        super("closed", null, false, false);
        String reason = "Nobody is there" + (closed.reason() == null ? "" : ": " + closed.reason())
                + (closed.opensAt() == null ? "" : "; opens at " + closed.opensAt());
        Duration wait = closed.opensAt() == null ? Duration.ZERO : Duration.between(now, closed.opensAt());
        this.failure =
                new Failure(FailureClass.CLOSED, "closed", reason, wait.isNegative() || wait.isZero() ? null : wait);
    }

    Failure failure() {
        return failure;
    }
}

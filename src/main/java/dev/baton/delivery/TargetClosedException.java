package dev.baton.delivery;

import dev.baton.connector.Availability;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nobody is there; the target was not given the handover. */
final class TargetClosedException extends Exception {

    private final transient Failure failure;

    TargetClosedException(Availability closed, Instant now) {
        this(
                "closed",
                "Nobody is there" + (closed.reason() == null ? "" : ": " + closed.reason()),
                closed.opensAt(),
                now);
    }

    private TargetClosedException(String code, String reason, @Nullable Instant opensAt, Instant now) {
        super(code, null, false, false);
        Duration wait = opensAt == null ? Duration.ZERO : Duration.between(now, opensAt);
        this.failure = new Failure(
                FailureClass.CLOSED,
                code,
                reason + (opensAt == null ? "" : "; opens at " + opensAt),
                wait.isNegative() || wait.isZero() ? null : wait);
    }

    /** @param opensAt absent when nobody knows */
    static TargetClosedException outOfHours(String step, @Nullable Instant opensAt, Instant now) {
        return new TargetClosedException("out_of_hours", "Outside the hours of the step " + step, opensAt, now);
    }

    Failure failure() {
        return failure;
    }
}

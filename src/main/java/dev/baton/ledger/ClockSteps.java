package dev.baton.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was set while the process ran. What cannot be taken back waits then, so that a person has time
 * to see that it was set wrongly. Used by one thread at a time.
 */
final class ClockSteps {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSteps.class);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration TIME_TO_SEE = Duration.ofHours(1);

    private final Clock clock;
    private final LongSupplier nanos;
    private Instant lastTime;
    private long lastNanos;
    private Duration doubted = Duration.ZERO;

    /** @param nanos of a clock that nobody sets */
    ClockSteps(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.lastTime = clock.instant();
        this.lastNanos = nanos.getAsLong();
    }

    /** False for an hour after the clock was set by more than ten minutes. */
    boolean isBelieved() {
        Instant time = clock.instant();
        long now = nanos.getAsLong();
        Duration passed = Duration.ofNanos(now - lastNanos);
        Duration step = Duration.between(lastTime, time).minus(passed);
        lastTime = time;
        lastNanos = now;
        doubted = doubted.minus(passed);
        if (step.abs().compareTo(STEP) > 0) {
            LOG.warn("The clock was set by {}: for an hour nothing is ended or removed because of its age", step);
            doubted = TIME_TO_SEE;
        }
        return doubted.isZero() || doubted.isNegative();
    }
}

package dev.baton.target;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a target says of its breaker; where it says nothing, the gateway's own policy holds.
 *
 * @param off whether it has none
 * @see BreakerPolicy for the ranges
 */
public record BreakerChoice(
        boolean off,
        @Nullable Integer failures,
        @Nullable Integer calls,
        @Nullable Duration pause,
        @Nullable Integer trials) {

    static final BreakerChoice NONE = new BreakerChoice(false, null, null, null, null);

    /** This choice, completed by what holds for all targets. */
    public BreakerPolicy over(BreakerPolicy others) {
        return off
                ? BreakerPolicy.OFF
                : new BreakerPolicy(
                        failures == null ? others.failures() : failures,
                        calls == null ? others.calls() : calls,
                        pause == null ? others.pause() : pause,
                        trials == null ? others.trials() : trials);
    }
}

package dev.baton.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next try at a target that did not take a handover: exponential back-off with full jitter,
 * so that handovers which failed together do not come back together.
 *
 * @param base the longest wait after the first try; it doubles with every try
 * @param most no jitter is longer
 * @param tries at one target, however short the waits were or whatever was done to the clock
 * @param random where the jitter comes from
 */
public record Backoff(Duration base, Duration most, int tries, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 20;

    /** The first wait is half a second at most, no wait is longer than 15 seconds, and there are at most 100 tries. */
    public static Backoff standard(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), 100, random);
    }

    /** A random part of a time. */
    Duration partOf(Duration spread) {
        return Duration.ofMillis(random.nextLong(spread.toMillis() + 1));
    }

    /**
     * @param made how many tries there were, 1 or more
     * @param retryAfter what the target asked for; never is it asked again sooner
     */
    Duration after(int made, @Nullable Duration retryAfter) {
        long longest = Math.min(most.toMillis(), base.toMillis() << Math.min(made - 1, MOST_DOUBLINGS));
        Duration jitter = Duration.ofMillis(random.nextLong(longest + 1));
        return retryAfter == null ? jitter : retryAfter.plus(jitter);
    }
}

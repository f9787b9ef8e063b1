package dev.baton.worker;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: any time up to a limit that doubles with each failure, so that those who failed together do not
 * come back together.
 */
public final class GrowingPause {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final DoubleSupplier random;

    /**
     * @param first the longest pause after a first failure
     * @param random from 0 to below 1
     */
    public GrowingPause(Duration first, DoubleSupplier random) {
        this.first = first;
        this.random = random;
    }

    /**
     * @param failures one or more
     * @param asked how long the other side asked to wait; never is it called earlier
     */
    public Duration after(int failures, @Nullable Duration asked) {
        double limit =
                Math.min(LONGEST.toMillis(), first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS)));
        Duration pause = Duration.ofMillis((long) (limit * random.getAsDouble()));
        return asked == null ? pause : asked.plus(pause);
    }
}

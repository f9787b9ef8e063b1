package dev.baton.worker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often and how long something is tried.
 *
 * @param pause between two tries
 * @param giveUpAfter how long something is tried, however often
 */
public record Patience(GrowingPause pause, Duration giveUpAfter) {

    /** Who refuses is there and means it: asking again is for what may be mended meanwhile. */
    public static final int MOST_REFUSALS = 10;

    /** @param refusals how many there were, the newest too */
    public boolean isExhaustedBy(int refusals) {
        return refusals >= MOST_REFUSALS;
    }

    /** Whether what is tried since a time is tried no more. */
    public boolean isOver(Instant since, Instant now) {
        return now.isAfter(since.plus(giveUpAfter));
    }

    /**
     * When to try again.
     *
     * @param failures one or more
     * @param asked how long the other side asked to wait
     */
    public Instant next(Instant now, int failures, @Nullable Duration asked) {
        return now.plus(pause.after(failures, asked));
    }
}

package dev.baton.delivery;

import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.target.OnUnknown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides how it goes on with a handover that its target has not taken: there once more, elsewhere, or nowhere. It only
 * decides, from what is given to it and from the configuration, so it may be asked anywhere and more than once.
 */
public final class Courses {

    private final Function<String, Optional<ActiveTarget>> targets;
    private final Fallbacks fallbacks;
    private final Backoff backoff;
    private final Function<Handover, Duration> deadlines;
    private final Clock clock;

    /**
     * @param targets those that can be used now, by name
     * @param deadlines how long after its request a handover may be tried again
     */
    public Courses(
            Function<String, Optional<ActiveTarget>> targets,
            Backoff backoff,
            Function<Handover, Duration> deadlines,
            Clock clock) {
        this.targets = targets;
        this.fallbacks = new Fallbacks(targets, clock);
        this.backoff = backoff;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * After a try that failed.
     *
     * @param story before this try
     * @param doubt beyond what the failure says of itself
     */
    Course after(Handover handover, Story story, Failure failure, Doubt doubt) {
        Course again = mayBeRepeated(handover, failure, doubt)
                ? again(handover, story, failure, uncertain(handover, story, failure, doubt))
                : null;
        return again == null ? noMore(handover, story, failure, doubt) : again;
    }

    /** As {@link #after}, where it is not tried there again. */
    Course noMore(Handover handover, Story story, Failure failure, Doubt doubt) {
        Story told = story.failed(handover.target(), failure, clock.instant());
        boolean uncertain = uncertain(handover, story, failure, doubt);
        boolean couldDouble = taken(failure) || uncertain && choice(handover.target()) != OnUnknown.FALLBACK;
        return couldDouble ? new Course.Over(told) : elsewhere(handover, told);
    }

    /** The target was not to be called, and was not. */
    Course held(Handover handover, Story story, TargetHeldException held, Doubt doubt) {
        Failure failure = held.failure();
        boolean uncertain = uncertain(handover, story, failure, doubt);
        boolean couldDouble = uncertain && choice(handover.target()) != OnUnknown.FALLBACK;
        Story told = story.skipped(handover.target(), failure, clock.instant());
        Course elsewhere = couldDouble ? new Course.Over(told) : elsewhere(handover, told);
        if (held.prefersFallback() && elsewhere instanceof Course.Elsewhere) {
            return elsewhere;
        }
        Course later = later(handover, story, held, uncertain);
        return later == null ? elsewhere : later;
    }

    private @Nullable Course later(Handover handover, Story story, TargetHeldException held, boolean uncertain) {
        Failure failure = held.failure();
        Instant now = clock.instant();
        Instant until = until(handover, story);
        Instant soonest = failure.retryAfter() == null ? now : now.plus(failure.retryAfter());
        if (!now.isBefore(until) || soonest.isAfter(until)) {
            return null;
        }
        Instant wanted = soonest.plus(backoff.partOf(held.spread()));
        // The ledger keeps milliseconds; a part of one too early would be refused again.
        Instant at = Instant.ofEpochMilli((wanted.isAfter(until) ? until : wanted).toEpochMilli() + 1);
        return new Course.Held(
                at,
                story.tries(handover.target()),
                story.until(until).waiting(handover.target(), failure, uncertain, at, now));
    }

    /** How long a handover can still wait for its target; zero or less when no longer. */
    Duration patience(Handover handover, Story story) {
        return Duration.between(clock.instant(), until(handover, story));
    }

    private Instant until(Handover handover, Story story) {
        return story.until() == null ? handover.requestedAt().plus(deadlines.apply(handover)) : story.until();
    }

    /** The target cannot be used, and has not been given the handover; empty when it waits for it to come back. */
    Optional<Course> without(Handover handover, Story story, Failure failure) {
        if (story.uncertain(handover.target()) && choice(handover.target()) != OnUnknown.FALLBACK) {
            return Optional.empty();
        }
        Course course = elsewhere(handover, story.skipped(handover.target(), failure, clock.instant()));
        return course instanceof Course.Elsewhere ? Optional.of(course) : Optional.empty();
    }

    private Course elsewhere(Handover handover, Story told) {
        Fallbacks.Next next = fallbacks.after(handover, told);
        return next.to().isPresent()
                ? new Course.Elsewhere(handover.target(), next.to().get(), next.story())
                : new Course.Over(next.story());
    }

    private @Nullable Course again(Handover handover, Story story, Failure failure, boolean uncertain) {
        Instant now = clock.instant();
        Instant until = until(handover, story);
        Instant soonest = failure.retryAfter() == null ? now : now.plus(failure.retryAfter());
        int made = story.tries(handover.target()) + 1;
        if (!now.isBefore(until) || soonest.isAfter(until) || made >= backoff.tries()) {
            return null;
        }
        Instant wanted = now.plus(backoff.after(made, failure.retryAfter()));
        // The ledger keeps milliseconds.
        Instant at = Instant.ofEpochMilli((wanted.isAfter(until) ? until : wanted).toEpochMilli());
        return new Course.Again(at, made, story.until(until).retrying(handover.target(), failure, uncertain, at, now));
    }

    Instant now() {
        return clock.instant();
    }

    private boolean mayBeRepeated(Handover handover, Failure failure, Doubt doubt) {
        return switch (failure.failureClass()) {
            case TRY_AGAIN -> doubt != Doubt.REPEATING || choice(handover.target()) == OnUnknown.RETRY;
            case UNKNOWN -> choice(handover.target()) == OnUnknown.RETRY;
            default -> false;
        };
    }

    private static boolean uncertain(Handover handover, Story story, Failure failure, Doubt doubt) {
        return doubt == Doubt.TAKEN
                || failure.failureClass() == FailureClass.UNKNOWN
                || story.uncertain(handover.target());
    }

    private static boolean taken(Failure failure) {
        return failure.code().equals("answer_too_large");
    }

    private OnUnknown choice(String target) {
        return targets.apply(target)
                .map(found -> found.definition().onUnknown())
                .orElse(OnUnknown.FAIL);
    }
}

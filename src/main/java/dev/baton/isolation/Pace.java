package dev.baton.isolation;

import dev.baton.target.Rate;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter.AtomicRateLimiterMetrics;
import java.time.Duration;
import java.util.Optional;

/** Gives the handovers of one target its places in time, so that no period has more of them than its rate allows. */
final class Pace {

    /** Longer than any handover waits. */
    private static final Duration ANY = Duration.ofHours(2);

    private final RateLimiter limiter;
    private final Rate rate;

    private Pace(RateLimiter limiter, Rate rate) {
        this.limiter = limiter;
        this.rate = rate;
    }

    /** Takes the place of the one that the registry has by this name. */
    static Pace of(String target, Rate rate, RateLimiterRegistry registry) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(rate.handovers())
                .limitRefreshPeriod(rate.period())
                .timeoutDuration(ANY)
                .writableStackTraceEnabled(false)
                .build();
        registry.remove(target);
        return new Pace(registry.rateLimiter(target, config), rate);
    }

    Rate rate() {
        return rate;
    }

    /**
     * Takes the next place. One beyond the patience is left to others, who could not have it back.
     *
     * @return empty when the place is now
     */
    Optional<Admission.Held> take(Duration patience) {
        Duration expected = expected();
        if (!expected.isZero() && expected.compareTo(patience) > 0) {
            return Optional.of(held(expected));
        }
        long nanos = limiter.reservePermission();
        return nanos == 0 ? Optional.empty() : Optional.of(held(Duration.ofNanos(nanos < 0 ? ANY.toNanos() : nanos)));
    }

    private Duration expected() {
        return limiter.getMetrics() instanceof AtomicRateLimiterMetrics seen
                ? Duration.ofNanos(seen.getNanosToWait())
                : Duration.ZERO;
    }

    private Admission.Held held(Duration wait) {
        String reason = "The target was not called yet: it is given " + rate.handovers() + " handovers in "
                + rate.period().toSeconds() + " s at most";
        return new Admission.Held(Admission.OVER_RATE, reason, wait, Duration.ZERO);
    }
}

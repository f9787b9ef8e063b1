package dev.baton.isolation;

import dev.baton.connector.ActiveTarget;
import dev.baton.target.BreakerPolicy;
import dev.baton.target.Rate;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The breaker and the rate of every target that is delivered to. A breaker belongs to a version of a target: who mends
 * one need not wait for it. A rate is the vendor's, so what was used of it stays used when the target is edited.
 */
public final class TargetGuards {

    private final BreakerPolicy otherwise;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final RateLimiterRegistry limiters = RateLimiterRegistry.ofDefaults();
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();

    /** @param otherwise for targets that do not say */
    public TargetGuards(BreakerPolicy otherwise, MeterRegistry meters) {
        this.otherwise = otherwise;
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedRateLimiterMetrics.ofRateLimiterRegistry(limiters).bindTo(meters);
    }

    /**
     * Asks whether a target may be called now. Blocks nobody.
     *
     * @param patience how long the handover can wait for its place in the rate
     * @param due whether it has waited for its place, which is now
     */
    public Admission admit(ActiveTarget target, Duration patience, boolean due) {
        Guard guard = guard(target);
        Admission asked = guard.breaker() == null
                ? new Admission.Granted(new Permit(null))
                : guard.breaker().ask();
        if (!(asked instanceof Admission.Granted granted) || due || guard.pace() == null) {
            return asked;
        }
        Optional<Admission.Held> held = guard.pace().take(patience);
        held.ifPresent(late -> granted.permit().close());
        return held.isPresent() ? held.get() : asked;
    }

    /** What a person is told about a target's breaker. */
    public Map<String, Object> breaker(ActiveTarget target) {
        Guard guard = guards.get(target.name());
        if (guard != null && guard.version() == target && guard.breaker() != null) {
            return guard.breaker().view();
        }
        return Map.of("state", policy(target).isOff() ? "off" : "closed");
    }

    /** The target is gone, and what was measured about it goes. */
    public void forget(String target) {
        guards.computeIfPresent(target, (name, gone) -> {
            breakers.remove(name);
            limiters.remove(name);
            return null;
        });
    }

    private Guard guard(ActiveTarget target) {
        Guard known = guards.get(target.name());
        return known != null && known.version() == target
                ? known
                : guards.compute(target.name(), (name, before) -> current(target, before));
    }

    private Guard current(ActiveTarget target, @Nullable Guard known) {
        if (known != null && known.version() == target) {
            return known;
        }
        return new Guard(target, breaker(target, policy(target)), pace(target, known));
    }

    private @Nullable Breaker breaker(ActiveTarget target, BreakerPolicy policy) {
        if (policy.isOff()) {
            breakers.remove(target.name());
            return null;
        }
        return Breaker.of(target.name(), policy, breakers);
    }

    private @Nullable Pace pace(ActiveTarget target, @Nullable Guard known) {
        Rate rate = target.definition().protection().rate();
        Pace before = known == null ? null : known.pace();
        if (before != null && before.rate().equals(rate)) {
            return before;
        }
        if (rate == null) {
            limiters.remove(target.name());
            return null;
        }
        return Pace.of(target.name(), rate, limiters);
    }

    private BreakerPolicy policy(ActiveTarget target) {
        return target.definition().protection().breaker().over(otherwise);
    }

    private record Guard(ActiveTarget version, @Nullable Breaker breaker, @Nullable Pace pace) {}
}

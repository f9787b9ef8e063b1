package dev.baton.isolation;

import dev.baton.target.BreakerPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves one version of a target alone while its calls fail. */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger("handover");
    private static final Duration TRIALS_TAKE = Duration.ofSeconds(1);
    private static final Duration MOST_SPREAD = Duration.ofSeconds(15);

    private final CircuitBreaker breaker;
    private final BreakerPolicy policy;
    private volatile long openedAt;

    private Breaker(CircuitBreaker breaker, BreakerPolicy policy) {
        this.breaker = breaker;
        this.policy = policy;
        breaker.getEventPublisher().onStateTransition(this::changed);
    }

    /** Takes the place of the one that the registry has by this name. */
    static Breaker of(String target, BreakerPolicy policy, CircuitBreakerRegistry registry) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .failureRateThreshold(policy.failures())
                .slidingWindowSize(policy.calls())
                .minimumNumberOfCalls(policy.calls() / 2)
                .waitDurationInOpenState(policy.pause())
                .permittedNumberOfCallsInHalfOpenState(policy.trials())
                .clock(new SteadyClock())
                .writableStackTraceEnabled(false)
                .build();
        registry.remove(target);
        return new Breaker(registry.circuitBreaker(target, config), policy);
    }

    Admission ask() {
        if (breaker.tryAcquirePermission()) {
            return new Admission.Granted(new Permit(breaker));
        }
        boolean trying = breaker.getState() == State.HALF_OPEN;
        Duration left = policy.pause().minusNanos(System.nanoTime() - openedAt);
        Duration wait = trying || left.isNegative() ? TRIALS_TAKE : left;
        Duration spread = policy.pause().compareTo(MOST_SPREAD) < 0 ? policy.pause() : MOST_SPREAD;
        String reason = "The target was not called, since too many of the last calls to it failed; "
                + (trying ? "a few calls are finding out whether it is well again" : "it is left alone for a while");
        return new Admission.Held(Admission.BREAKER_OPEN, reason, wait, spread);
    }

    /** For people who look. */
    Map<String, Object> view() {
        CircuitBreaker.Metrics seen = breaker.getMetrics();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("state", name(breaker.getState()));
        view.put("calls", seen.getNumberOfBufferedCalls());
        view.put("failed", seen.getNumberOfFailedCalls());
        return view;
    }

    static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition().getToState()) {
            case OPEN -> {
                openedAt = System.nanoTime();
                LOG.warn(
                        "Target {} is left alone for {} s: too many of the last calls to it failed",
                        breaker.getName(),
                        policy.pause().toSeconds());
            }
            case CLOSED -> LOG.info("Target {} is well again", breaker.getName());
            default -> LOG.debug("Target {}: {}", breaker.getName(), event.getStateTransition());
        }
    }
}

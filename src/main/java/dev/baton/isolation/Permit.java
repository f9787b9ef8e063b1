package dev.baton.isolation;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call that a target may be given. What it came to is told once; a permit that is closed first says nothing. */
public final class Permit implements AutoCloseable {

    private final @Nullable CircuitBreaker breaker;
    private final AtomicBoolean used = new AtomicBoolean();

    /** @param breaker absent when nobody judges */
    Permit(@Nullable CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /** The target answered as one that works. */
    public void worked(long nanos) {
        if (breaker != null && used.compareAndSet(false, true)) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** The target did not answer, or said that it cannot. */
    public void failed(long nanos, Throwable why) {
        if (breaker != null && used.compareAndSet(false, true)) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, why);
        }
    }

    /** Nothing was called, or what happened says nothing about the target. */
    @Override
    public void close() {
        if (breaker != null && used.compareAndSet(false, true)) {
            breaker.releasePermission();
        }
    }
}

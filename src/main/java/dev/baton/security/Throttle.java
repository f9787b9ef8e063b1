package dev.baton.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket that is kept as one number: the time at which it would be full again. Nobody waits in it, and it
 * takes the same memory whatever comes.
 */
final class Throttle {

    static final Throttle NONE = new Throttle(null, () -> 0);

    private final @Nullable Rate rate;
    private final LongSupplier nanos;
    private final AtomicLong fullAt;

    Throttle(@Nullable Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
        this.fullAt = new AtomicLong(nanos.getAsLong());
    }

    /** @return zero when the request may go on, else how long until one may */
    Duration take() {
        if (rate == null) {
            return Duration.ZERO;
        }
        while (true) {
            long now = nanos.getAsLong();
            long seen = fullAt.get();
            // Nanotimes may overflow; only their differences can be compared.
            long from = seen - now > 0 ? seen : now;
            long next = from + rate.interval();
            long excess = next - now - rate.per().toNanos();
            if (excess > 0) {
                return Duration.ofNanos(excess);
            }
            if (fullAt.compareAndSet(seen, next)) {
                return Duration.ZERO;
            }
        }
    }
}

package dev.baton.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What timers run by. It shows another clock's time, but never goes forward more than twice as fast as time passes: after
 * a jump ahead it catches up in as long as the jump was, so a timer has at least half of its time whatever the other
 * clock does. When that goes back, it goes back with it. What it shows first is believed.
 */
public final class SteadyClock extends Clock {

    private static final int FASTEST = 2;

    private final Clock other;
    private final LongSupplier nanos;
    private @Nullable Instant last;
    private long lastNanos;

    /** @param nanos time that passes, such as {@code System::nanoTime} */
    public SteadyClock(Clock other, LongSupplier nanos) {
        this.other = other;
        this.nanos = nanos;
    }

    @Override
    public synchronized Instant instant() {
        Instant shown = other.instant();
        long now = nanos.getAsLong();
        if (last != null) {
            Instant fastest = last.plus(Duration.ofNanos(now - lastNanos).multipliedBy(FASTEST));
            shown = shown.isAfter(fastest) ? fastest : shown;
        }
        last = shown;
        lastNanos = now;
        return shown;
    }

    @Override
    public ZoneId getZone() {
        return other.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(other.withZone(zone), nanos);
    }
}

package dev.baton.sip.transaction;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real time, one thread for all; exact to 20 ms. */
public final class WheelTimers implements Timers, AutoCloseable {

    private static final int TICK_MILLIS = 20;

    private final HashedWheelTimer wheel =
            new HashedWheelTimer(new DefaultThreadFactory("sip-timers", true), TICK_MILLIS, TimeUnit.MILLISECONDS);

    @Override
    public Handle schedule(Duration delay, Runnable task) {
        Timeout timeout = wheel.newTimeout(due -> task.run(), delay.toNanos(), TimeUnit.NANOSECONDS);
        return timeout::cancel;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        wheel.stop();
    }
}

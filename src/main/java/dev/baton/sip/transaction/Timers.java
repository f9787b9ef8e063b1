package dev.baton.sip.transaction;

import java.time.Duration;

/** Runs short tasks later. */
public interface Timers {

    /** The task must not wait for anything. */
    Handle schedule(Duration delay, Runnable task);

    /** Nanoseconds from some moment on, for differences only. */
    long nanoTime();

    /** One task that is due later. */
    interface Handle {

        /** Without effect when it has run already. */
        void cancel();
    }
}

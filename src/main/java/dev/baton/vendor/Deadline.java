package dev.baton.vendor;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;

/** Breaks a call off after a time, wherever it is: waiting for a connection, connecting, sending or reading. */
final class Deadline implements AutoCloseable {

    /** One thread for all targets: closing a socket at once never blocks. */
    private static final ScheduledThreadPoolExecutor CLOCKWORK = clockwork();

    private final Future<?> alarm;
    private volatile boolean passed;

    private Deadline(int millis, ExecChain.Scope scope) {
        this.alarm = CLOCKWORK.schedule(() -> breakOff(scope), millis, TimeUnit.MILLISECONDS);
    }

    static Deadline in(int millis, ExecChain.Scope scope) {
        return new Deadline(millis, scope);
    }

    boolean hasPassed() {
        return passed;
    }

    private void breakOff(ExecChain.Scope scope) {
        passed = true;
        if (scope.originalRequest instanceof Cancellable call) {
            call.cancel();
        } else {
            scope.execRuntime.discardEndpoint();
        }
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }

    private static ScheduledThreadPoolExecutor clockwork() {
        ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vendor-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every call ends in time: its alarm must not stay in memory until it would have gone off.
        clockwork.setRemoveOnCancelPolicy(true);
        return clockwork;
    }
}

package dev.baton;

import org.springframework.context.SmartLifecycle;

/**
 * Stops what begins work by itself before anything that this work needs. What is not done by then stays in the ledger
 * for the next start; what is under way has the time that the HTTP server and then Camel take for their own end.
 */
final class StopsFirst implements SmartLifecycle {

    private final Runnable stop;
    private volatile boolean running;

    StopsFirst(Runnable stop) {
        this.stop = stop;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop.run();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest is the first to stop: the HTTP server and Camel are a little below. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

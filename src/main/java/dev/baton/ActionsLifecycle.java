package dev.baton;

import dev.baton.action.ActionRunner;
import org.springframework.context.SmartLifecycle;

/** Stops actions before their routes stop: what is not done by then stays in the ledger for the next start. */
final class ActionsLifecycle implements SmartLifecycle {

    private final ActionRunner runner;
    private volatile boolean running;

    ActionsLifecycle(ActionRunner runner) {
        this.runner = runner;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        runner.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** As deliveries: before the HTTP server and Camel. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

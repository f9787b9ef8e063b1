package dev.baton;

import dev.baton.delivery.Deliveries;
import org.springframework.context.SmartLifecycle;

/**
 * Stops deliveries before anything else stops. What waits stays in the ledger for the next start; what is under way has
 * the time that the HTTP server and then Camel take for their own end.
 */
final class DeliveriesLifecycle implements SmartLifecycle {

    private final Deliveries deliveries;
    private volatile boolean running;

    DeliveriesLifecycle(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        deliveries.close();
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

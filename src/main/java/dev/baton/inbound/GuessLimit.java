package dev.baton.inbound;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many questions that nothing answers a client may ask in a minute. A token cannot be guessed anyway; this keeps who
 * tries from wearing out the ledger. Holds one entry per configured client.
 */
final class GuessLimit {

    /** A desk may ask for every call that it gets, also for those that no bot has handed over. */
    static final int MOST = 600;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime()} */
    GuessLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean exceeded(String client) {
        Window window = windows.get(client);
        return window != null && window.failures() >= MOST && !isOver(window);
    }

    void failed(String client) {
        windows.compute(
                client,
                (name, window) -> window == null || isOver(window)
                        ? new Window(nanos.getAsLong(), 1)
                        : new Window(window.began(), window.failures() + 1));
    }

    private boolean isOver(Window window) {
        return nanos.getAsLong() - window.began() >= MINUTE_NANOS;
    }

    private record Window(long began, int failures) {}
}

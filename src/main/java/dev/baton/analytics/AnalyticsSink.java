package dev.baton.analytics;

import dev.baton.ledger.Ledger.LedgerEvent;
import java.io.IOException;
import java.util.List;

/** Where the events go. One call at a time; it may block its thread, but not for more than ten seconds. */
interface AnalyticsSink extends AutoCloseable {

    /**
     * Takes all events, in their order, and returns when they would outlive a crash of whoever took them.
     *
     * @throws IOException when they are not all there; some may be, and come again with the next attempt. The message
     *     holds no secret
     */
    void take(List<LedgerEvent> events) throws IOException;

    /** What a log line calls it, at the start of a sentence. */
    String name();

    @Override
    default void close() {}
}

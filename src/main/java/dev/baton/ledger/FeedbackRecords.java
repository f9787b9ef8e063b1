package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What was said of handovers afterwards or meanwhile, until their messages are purged. */
public interface FeedbackRecords {

    /** What became of it. */
    enum Given {
        STORED,
        /** The same was there before; nothing was added. */
        BEFORE,
        /** There is as much as one handover may have. */
        TOO_MUCH,
        /** The handover was purged. */
        GONE
    }

    /** How many one handover may have. */
    int MOST = 20;

    /**
     * Adds to what was said of a handover, with an act in its history.
     *
     * @param said for its receipt; may hold personal data
     * @param data for the event: never personal data
     */
    CompletableFuture<Given> give(String id, ObjectNode said, ObjectNode data, Instant at);

    /** All that was said, oldest first, each with the time {@code at} when it was. */
    List<ObjectNode> of(String id);
}

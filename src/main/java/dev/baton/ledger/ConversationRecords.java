package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of conversations. Each belongs to the client whose bot has it. */
public interface ConversationRecords {

    /**
     * How a conversation stands.
     *
     * @param handover the open one; while the bot is paused and none is open, the newest; absent without any
     * @param pausedUntil until when the bot is paused whoever has the conversation; absent when it is not
     */
    record Standing(@Nullable Brief handover, @Nullable Instant pausedUntil) {}

    /**
     * A handover in few words.
     *
     * @param dueAt as of {@link StoredHandover}
     */
    record Brief(String id, HandoverState state, Instant updatedAt, @Nullable Instant dueAt) {}

    /** A conversation in which the bot is or was paused. */
    record Paused(String client, String conversationId, Instant until) {}

    /**
     * One read, of indexes.
     *
     * @param now pauses that ended before do not count
     */
    Standing standing(String client, String conversationId, Instant now);

    /**
     * Pauses the bot. When it was not paused, an act in the history of the newest handover says so, if there is one. A
     * longer pause stays.
     *
     * @return until when the bot is paused now
     */
    CompletableFuture<Instant> pause(String client, String conversationId, Instant until, Instant at);

    /** Ends a pause before its time, with an act as {@link #resume(Paused, Instant)}. False when there is none. */
    CompletableFuture<Boolean> resume(String client, String conversationId, Instant at);

    /** Pauses whose time is over, the longest over first. */
    List<Paused> over(Instant now, int limit);

    /**
     * Forgets a pause as it was found, with an act in the history of the newest handover, if there is one and it is not
     * open: the bot may talk then. Of all who do so, in whatever process, one gets true.
     */
    CompletableFuture<Boolean> resume(Paused found, Instant at);
}

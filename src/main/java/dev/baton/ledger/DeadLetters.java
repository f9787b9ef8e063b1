package dev.baton.ledger;

import dev.baton.handover.Handover;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Failed handovers, from their failure until their message is purged. An open one is settled once: it is replayed by
 * another handover, or discarded. The outcome of a settled one has {@code replayedBy} or {@code discarded}.
 */
public interface DeadLetters {

    /** Of a handover's outcome: the id of the handover that replays it. */
    String REPLAYED_BY = "replayedBy";

    /** Of a handover's outcome: by whom, why and when it was discarded. */
    String DISCARDED = "discarded";

    /** Of a receipt: the id of the failed handover that this one replays. */
    String REPLAY_OF = "replayOf";

    /**
     * Which dead letters; everything that is null leaves nothing out.
     *
     * @param client the one that posted them
     * @param all the settled ones too
     * @param after only those requested before the one with this id
     * @param target the one that did not take them last
     * @param failureClass as {@link dev.baton.handover.FailureClass#wireName()}
     * @param before only those requested before this time
     * @param limit at most so many
     */
    record Query(
            @Nullable String client,
            boolean all,
            @Nullable String after,
            @Nullable String target,
            @Nullable String failureClass,
            @Nullable Instant before,
            int limit) {}

    /** What became of a request to settle a dead letter. */
    sealed interface Settlement {

        /** It is on disk. @param handover the new one of a replay, or the discarded one */
        record Done(StoredHandover handover) implements Settlement {}

        /** The same was done before. @param handover the replay of then, or the discarded one */
        record Before(StoredHandover handover) implements Settlement {}

        /** The conversation has an open handover. */
        record Busy(StoredHandover first) implements Settlement {}

        /** It is no open dead letter: it has not failed, is purged, or was settled in the other way. */
        record Refused(StoredHandover handover) implements Settlement {}
    }

    /** Newest first, without their messages. */
    List<StoredHandover> list(Query query);

    /** A failed handover, with its message, whoever posted it. */
    Optional<StoredHandover> find(String id);

    /**
     * Stores the handover that replays a dead letter, and settles the dead letter, both or neither. Of all who replay the
     * same one, in whatever process, one gets {@link Settlement.Done}.
     *
     * @param by who asks
     */
    CompletableFuture<Settlement> replay(String id, Handover next, Instant leaseUntil, String by);

    /**
     * Settles a dead letter that nobody will replay.
     *
     * @param by who asks
     * @param reason for people; kept with the outcome and in the event
     */
    CompletableFuture<Settlement> discard(String id, String by, String reason, Instant at);

    /** How many are open. */
    long openCount();
}

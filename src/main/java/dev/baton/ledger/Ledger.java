package dev.baton.ledger;

import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The durable memory of every handover and of every step of its life.
 *
 * <p>Writes are grouped: the future completes after the commit that holds the write is on disk. A write that could not
 * be committed completes with {@link LedgerUnavailableException}; nothing of it is kept. Reads see committed data only.
 */
public interface Ledger {

    /** How long a gateway that took a handover on, and has not begun with it, is waited for before another looks after it. */
    Duration LEASE = Duration.ofSeconds(30);

    /** As the other, of a handover beside which nothing is to be done. */
    default CompletableFuture<Claim> claim(Handover handover, Instant leaseUntil) {
        return claim(handover, leaseUntil, List.of());
    }

    /**
     * Stores a new handover in state requested, with its first event, unless its key or conversation is taken.
     *
     * @param tasks what is to be done beside it, stored with it
     */
    CompletableFuture<Claim> claim(Handover handover, Instant leaseUntil, List<TaskQueue.Planned> tasks);

    /** As the other, of a handover beside which nothing is to be done. */
    default CompletableFuture<Claim> claimWaiting(Handover handover, Instant startsAt) {
        return claimWaiting(handover, startsAt, List.of());
    }

    /** As {@link #claim}, but nobody works on the handover until then: it waits for its start. */
    CompletableFuture<Claim> claimWaiting(Handover handover, Instant startsAt, List<TaskQueue.Planned> tasks);

    /** As the other, of a handover beside which nothing is to be done. */
    default CompletableFuture<Claim> claim(Handover handover, Instant until, boolean waits, Hops hops) {
        return claim(handover, until, waits, hops, List.of());
    }

    /**
     * As {@link #claim}, or with {@code waits} as {@link #claimWaiting}, unless the conversation has gone to humans too
     * often.
     */
    CompletableFuture<Claim> claim(
            Handover handover, Instant until, boolean waits, Hops hops, List<TaskQueue.Planned> tasks);

    /**
     * Ends the waiting of a handover for its start, and leases it to us. Empty when it is not the client's, or waits no
     * longer: of all who ask, in whatever process, one gets it.
     */
    CompletableFuture<Optional<StoredHandover>> hurry(String client, String id, Instant leaseUntil);

    /**
     * Moves a handover on and appends the event. Empty when the handover is not in one of the {@code from} states any
     * more: somebody else moved it, and the caller must leave it alone.
     */
    CompletableFuture<Optional<StoredHandover>> move(String id, Transition transition);

    /**
     * Moves a handover on as it is decided from how it stands, with nothing in between. The step may be asked more than
     * once and must only decide; it runs on the writer's thread.
     */
    CompletableFuture<Advance> advance(String id, Function<StoredHandover, Optional<Transition>> step);

    /** As {@link #move(String, Transition)}, but empty as well when the handover is at another target meanwhile. */
    CompletableFuture<Optional<StoredHandover>> move(Handover handover, Transition transition);

    /**
     * As {@link #move(Handover, Transition)}, but empty as well when anything at all has happened to the handover since it
     * was found: of all who found it so, one moves it.
     */
    CompletableFuture<Optional<StoredHandover>> move(StoredHandover found, Transition transition);

    /**
     * As {@link #move(Handover, Transition)} with a transition that leads {@link Transition#to to another target}: one
     * transaction does both.
     */
    CompletableFuture<Optional<StoredHandover>> reroute(Handover handover, Transition transition, Reroute to);

    /**
     * Takes over handovers in requested, delivering or retrying whose lease has run out, oldest first, and leases them to
     * us.
     *
     * @param except targets whose handovers are left alone
     */
    CompletableFuture<List<StoredHandover>> takeOver(Instant now, Instant leaseUntil, int limit, Set<String> except);

    /** As {@link #takeOver(Instant, Instant, int, Set)}, of all targets. */
    default CompletableFuture<List<StoredHandover>> takeOver(Instant now, Instant leaseUntil, int limit) {
        return takeOver(now, leaseUntil, limit, Set.of());
    }

    /**
     * Appends an act to the history as it is decided from how the handover stands, with nothing in between; as with
     * {@link #advance}, the step only decides. Empty when it decides on none, and after the retention time.
     */
    CompletableFuture<Optional<StoredHandover>> note(String id, Function<StoredHandover, Optional<Act>> step);

    /**
     * A target has shown that a human still has the conversation: the time within which it must do so begins anew. Writes
     * only when that gains at least a minute.
     *
     * @param found the handover as it was when the target did so
     */
    CompletableFuture<Boolean> renew(StoredHandover found, Instant at);

    /** Ends handovers that have been open without a change since {@code before}; answers how many. */
    CompletableFuture<Integer> expire(Instant before, Instant now, int limit);

    /** Ends handovers that a target has and whose time is over; answers what was ended. */
    CompletableFuture<List<Expiry.Ended>> endDue(Instant now, int limit);

    /**
     * Removes messages and receipts of terminal handovers that have not changed since {@code before}, and their events.
     */
    CompletableFuture<Purged> purge(Instant before, int limit);

    /** Remembers that these events are in the analytics log. */
    CompletableFuture<Void> markPublished(List<Long> positions);

    /** Events not yet in the analytics log, oldest first. */
    List<LedgerEvent> unpublished(int limit);

    /** How many events wait for the analytics log. */
    long unpublishedCount();

    Optional<StoredHandover> find(String client, String id);

    /** Whoever posted it. */
    Optional<StoredHandover> findOfAny(String id);

    /** Whoever posted it. Empty also when it has expired or was purged. */
    Optional<StoredHandover> findByToken(String token);

    /**
     * The newest open handover at a target that the target knows by this reference. Looks through all of the target's
     * open handovers: with ten thousand of them it takes some ten milliseconds.
     *
     * @param name letters, digits and _, beginning with a letter
     */
    Optional<String> findByReference(String target, String name, String value);

    /** The handovers of one conversation, newest first. */
    List<StoredHandover> findByConversation(String client, String conversationId, int limit);

    /** Every event of one handover, in order. */
    List<HandoverEvent> history(String id);

    /** How many handovers no target has taken yet, by the target at which they are. */
    Map<String, Long> undelivered();

    /** How many handovers are in a state that is not terminal. */
    long openCount();

    /** What is still to be told to clients. */
    CallbackQueue callbacks();

    /** In which conversations the bot is paused, and who has them. */
    ConversationRecords conversations();

    /** What customers and agents said of handovers. */
    FeedbackRecords feedback();

    /** What is to be done beside handovers. */
    TaskQueue tasks();

    /** What failed, and what became of it. */
    DeadLetters deadLetters();

    /** What is remembered of turns. */
    Turns turns();

    /** What reports tell. */
    Facts facts();

    /** @param position rises with every event of this ledger */
    record LedgerEvent(long position, String client, String conversationId, HandoverEvent event) {}

    /**
     * @param before empty when there is no such handover
     * @param after empty when it stays as it was
     */
    record Advance(Optional<StoredHandover> before, Optional<StoredHandover> after) {}

    /**
     * @param handovers purged handovers
     * @param unpublishedEvents events that were purged before the analytics log could take them
     */
    record Purged(int handovers, int unpublishedEvents) {}
}

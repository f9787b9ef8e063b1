package dev.baton.conversation;

import dev.baton.handover.HandoverState;
import dev.baton.ledger.ConversationRecords;
import dev.baton.ledger.ConversationRecords.Brief;
import dev.baton.ledger.ConversationRecords.Standing;
import dev.baton.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tells owners from the open handover and the pause of a conversation; nothing about owners is stored. A handover whose
 * time is over owns its conversation until the ledger has ended it, so that the answer never differs from the history.
 */
public final class LedgerConversations implements Conversations {

    private final ConversationRecords records;
    private final Clock clock;
    private final Duration openFor;
    private final ConversationMetrics metrics;

    /** @param openFor how long a handover may stay open without a change */
    public LedgerConversations(Ledger ledger, Clock clock, Duration openFor, ConversationMetrics metrics) {
        this.records = ledger.conversations();
        this.clock = clock;
        this.openFor = openFor;
        this.metrics = metrics;
    }

    @Override
    public Ownership ownership(String client, String conversationId) {
        Standing standing = records.standing(client, conversationId, clock.instant());
        Brief handover = standing.handover();
        if (handover == null || handover.state().isTerminal()) {
            return standing.pausedUntil() == null ? Ownership.OF_THE_BOT : paused(handover, standing.pausedUntil());
        }
        Instant end = handover.dueAt() == null ? handover.updatedAt().plus(openFor) : handover.dueAt();
        return new Ownership(
                of(handover.state()), later(end, standing.pausedUntil()), handover.id(), handover.state());
    }

    @Override
    public CompletableFuture<Void> pause(String client, String conversationId, Instant until) {
        return records.pause(client, conversationId, until, clock.instant()).thenAccept(paused -> metrics.paused());
    }

    @Override
    public CompletableFuture<Boolean> resume(String client, String conversationId) {
        return records.resume(client, conversationId, clock.instant()).thenApply(paused -> {
            if (paused) {
                metrics.resumed();
            }
            return paused;
        });
    }

    /** @param state of an open handover */
    public static Owner of(HandoverState state) {
        return state.isOutcome() ? Owner.HUMAN : Owner.NOBODY;
    }

    private static Ownership paused(@Nullable Brief last, Instant until) {
        return last == null
                ? new Ownership(Owner.NOBODY, until, null, null)
                : new Ownership(Owner.NOBODY, until, last.id(), last.state());
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}

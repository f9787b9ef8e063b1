package dev.baton.conversation;

import dev.baton.ledger.LedgerUnavailableException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Who owns which conversation, across restarts and gateways. A conversation belongs to the client whose bot has it. */
public interface Conversations {

    /**
     * Cheap enough to be asked before every turn of a bot.
     *
     * @throws LedgerUnavailableException when it cannot be known now
     */
    Ownership ownership(String client, String conversationId);

    /**
     * Keeps the bot silent until then, whoever owns the conversation meanwhile; an earlier time than before does not
     * shorten the pause.
     *
     * @return done when it is on disk, failed with {@link LedgerUnavailableException} when it is not
     */
    CompletableFuture<Void> pause(String client, String conversationId, Instant until);

    /**
     * Ends the bot's pause before its time; an open handover still keeps it silent.
     *
     * @return whether there was one; failed with {@link LedgerUnavailableException} when that is not known
     */
    CompletableFuture<Boolean> resume(String client, String conversationId);
}

package dev.baton.conversation;

import dev.baton.ledger.ConversationRecords.Paused;
import dev.baton.ledger.Expiry;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.SteadyClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends handovers whose time with the target is over, and pauses of bots. Called every few seconds; every gateway does so,
 * and of all that find the same one ends it.
 */
public final class ConversationTimers {

    private static final Logger LOG = LoggerFactory.getLogger("handover");

    /** Each reads its whole message, which may be a megabyte long. */
    private static final int AT_ONCE = 50;

    private static final int MOST_ROUNDS = 20;

    private final Ledger ledger;
    private final SteadyClock clock;
    private final ConversationMetrics metrics;
    private boolean failing;

    public ConversationTimers(Ledger ledger, SteadyClock clock, ConversationMetrics metrics) {
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** One round of bounded length; what is left waits for the next. Never throws because the ledger is away. */
    public void run() {
        try {
            Instant now = clock.instant();
            boolean more = true;
            for (int round = 0; more && round < MOST_ROUNDS; round++) {
                more = end(now) | resume(now);
            }
            failing = false;
        } catch (CompletionException | LedgerUnavailableException e) {
            if (!failing) {
                failing = true;
                LOG.warn("The timers of conversations wait for the ledger: {}", e.toString());
            }
        }
    }

    /** @return whether there may be more */
    private boolean end(Instant now) {
        List<Expiry.Ended> ended = ledger.endDue(now, AT_ONCE).join();
        for (Expiry.Ended one : ended) {
            metrics.expired(one.target(), one.code());
            LOG.info("Handover {} expired at {}: {}", one.id(), one.target(), one.code());
        }
        return ended.size() == AT_ONCE;
    }

    private boolean resume(Instant now) {
        List<Paused> over = ledger.conversations().over(now, AT_ONCE);
        List<CompletableFuture<Boolean>> resumed = over.stream()
                .map(paused -> ledger.conversations().resume(paused, now))
                .toList();
        resumed.stream().filter(CompletableFuture::join).forEach(one -> metrics.resumed());
        return over.size() == AT_ONCE;
    }
}

package dev.baton.trigger;

import dev.baton.ledger.Turns;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets conversations that have had no turn for long. */
public final class OldTurns {

    private static final Logger LOG = LoggerFactory.getLogger(OldTurns.class);
    private static final int BATCH = 1_000;
    private static final int BATCHES_PER_RUN = 50;

    private final Turns turns;
    private final Clock clock;
    private final Duration keepFor;

    public OldTurns(Turns turns, Clock clock, Duration keepFor) {
        this.turns = turns;
        this.clock = clock;
        this.keepFor = keepFor;
    }

    /** One round of bounded length; what is left waits for the next. Never throws because the ledger is away. */
    public void forget() {
        try {
            int last = BATCH;
            for (int i = 0; i < BATCHES_PER_RUN && last == BATCH; i++) {
                last = turns.forget(clock.instant().minus(keepFor), BATCH).join();
            }
        } catch (CompletionException e) {
            LOG.warn("Old turns stay until the ledger is back: {}", String.valueOf(e.getCause()));
        }
    }
}

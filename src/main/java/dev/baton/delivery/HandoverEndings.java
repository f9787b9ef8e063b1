package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.conversation.ConversationMetrics;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Ledger.Advance;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends handovers because somebody who is not their target says so. */
public final class HandoverEndings {

    private static final Logger LOG = LoggerFactory.getLogger("handover");

    private final Ledger ledger;
    private final Outcomes outcomes;
    private final ConversationMetrics metrics;
    private final Clock clock;

    public HandoverEndings(Ledger ledger, Outcomes outcomes, ConversationMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Ends a handover, unless it stands so that this cannot be done. Whoever waits for its outcome has it then.
     *
     * @param by agent, customer, bot or operator
     * @param said for the receipt; may hold personal data
     * @param data for the event: never personal data
     * @return the handover as it stands now, ended like this by this call or before, or not
     * @throws LedgerUnavailableException as the cause when it is not known
     */
    public StoredHandover end(StoredHandover found, Ending ending, String by, ObjectNode said, ObjectNode data) {
        // The ledger keeps milliseconds; so does every answer.
        Instant now = Instant.ofEpochMilli(clock.millis());
        ObjectNode noted = said.put("at", now.toString());
        Advance done = ledger.advance(
                        found.handover().id(), stored -> step(stored, ending, noted, data.deepCopy(), now))
                .join();
        done.after().ifPresent(ended -> told(ended, ending, by));
        return done.after().or(done::before).orElse(found);
    }

    private static Optional<Transition> step(
            StoredHandover stored, Ending ending, ObjectNode said, ObjectNode data, Instant now) {
        HandoverState from = stored.state();
        return ending.isAllowedFrom(from)
                ? Optional.of(new Transition(
                        Set.of(from),
                        ending.state(),
                        now,
                        EventData.event(stored.handover()).setAll(data),
                        ending.outcome(stored.outcome(), said),
                        null))
                : Optional.empty();
    }

    private void told(StoredHandover ended, Ending ending, String by) {
        String target = ended.handover().target();
        switch (ending) {
            case RETURN -> metrics.returned(target, by);
            case COMPLETE -> metrics.completed(target, by);
            case CANCEL -> metrics.cancelled(target, by);
        }
        outcomes.reached(ended);
        LOG.info("Handover {} {} by {}", ended.handover().id(), ending.state().wireName(), by);
    }
}

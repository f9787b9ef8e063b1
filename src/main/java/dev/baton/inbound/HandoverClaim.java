package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Handover;
import dev.baton.ledger.Claim;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.TaskQueue.Planned;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Stores the handover. When this step is over it is on disk, or an earlier one with the same key was found there. */
public final class HandoverClaim implements Processor {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Ledger ledger;

    public HandoverClaim(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        PlannedHandover planned = exchange.getMessage().getBody(PlannedHandover.class);
        exchange.getMessage().setBody(claimed(planned, claim(planned.handover(), planned.tasks())));
    }

    private Claim claim(Handover handover, List<Planned> tasks) {
        Duration spoken = Announcement.takes(handover.receipt());
        Instant at = handover.requestedAt();
        return (spoken.isZero()
                        ? ledger.claim(handover, at.plus(LEASE), tasks)
                        : ledger.claimWaiting(handover, at.plus(spoken), tasks))
                .join();
    }

    private static ClaimedHandover claimed(PlannedHandover planned, Claim claim) {
        if (claim instanceof Claim.Stored stored) {
            return new ClaimedHandover(planned.request(), stored.handover(), false);
        }
        if (claim instanceof Claim.KeyTaken taken) {
            if (sameMessage(planned, taken.first())) {
                return new ClaimedHandover(planned.request(), taken.first(), true);
            }
            throw new ProblemException(Problem.of(
                            ProblemType.KEY_REUSED,
                            "This idempotency key was used for another message before. Use a new key for a new handover.")
                    .withLink("first", link(taken.first())));
        }
        StoredHandover first = ((Claim.ConversationBusy) claim).first();
        throw new ProblemException(Problem.of(
                        ProblemType.CONVERSATION_BUSY,
                        "The conversation has an open handover, "
                                + first.handover().id() + " in state "
                                + first.state().wireName() + ". There can be one at a time.")
                .withLink("first", link(first)));
    }

    /** The same bytes, or the same JSON in another order or spacing. */
    private static boolean sameMessage(PlannedHandover planned, StoredHandover first) {
        if (planned.handover().fingerprint().equals(first.handover().fingerprint())) {
            return true;
        }
        JsonNode message = first.handover().message();
        return message.equals(planned.handover().message());
    }

    private static String link(StoredHandover handover) {
        return "/handovers/" + handover.handover().id();
    }
}

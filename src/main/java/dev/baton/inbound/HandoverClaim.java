package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.conversation.HopRule;
import dev.baton.handover.Handover;
import dev.baton.ledger.Claim;
import dev.baton.ledger.Hops;
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

    private final Ledger ledger;
    private final HopRule rule;

    public HandoverClaim(Ledger ledger, HopRule rule) {
        this.ledger = ledger;
        this.rule = rule;
    }

    @Override
    public void process(Exchange exchange) {
        PlannedHandover planned = exchange.getMessage().getBody(PlannedHandover.class);
        exchange.getMessage().setBody(claimed(planned, claim(planned.handover(), planned.tasks())));
    }

    private Claim claim(Handover handover, List<Planned> tasks) {
        Duration spoken = Announcement.takes(handover.receipt());
        Instant at = handover.requestedAt();
        Instant until = at.plus(spoken.isZero() ? Ledger.LEASE : spoken);
        Hops hops = rule.of(handover);
        if (hops != null) {
            return ledger.claim(handover, until, !spoken.isZero(), hops, tasks).join();
        }
        return (spoken.isZero() ? ledger.claim(handover, until, tasks) : ledger.claimWaiting(handover, until, tasks))
                .join();
    }

    private ClaimedHandover claimed(PlannedHandover planned, Claim claim) {
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
        if (claim instanceof Claim.TooManyHops hops) {
            throw tooMany(hops, rule.within());
        }
        throw BusyConversation.of(((Claim.ConversationBusy) claim).first());
    }

    private static ProblemException tooMany(Claim.TooManyHops hops, Duration within) {
        return new ProblemException(Problem.of(
                ProblemType.TOO_MANY_HOPS,
                "Humans took this conversation " + hops.taken() + " times within " + within
                        + ". Bot and humans may be passing it round, so it stays with the bot, which should end it or say"
                        + " how else the customer gets help. The operator sets baton.conversation.max-hops and"
                        + " baton.conversation.hops-within; a message may ask for fewer with options.maxHops."));
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

package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.EffectiveMessage;
import dev.baton.handover.Action;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.DeadLetters;
import dev.baton.ledger.DeadLetters.Settlement;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a failed conversation over once more. When this step is over, the handover that does so is on disk. */
public final class DeadLetterReplay implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("handover");
    private static final Pattern PATH = Pattern.compile("/handovers/([^/]*)/replay");

    /** No client can send such a key: theirs are printable ASCII. */
    private static final String KEY = "↻";

    private final Ledger ledger;
    private final DeadLetterAccess access;
    private final HandoverPlanner planner;
    private final DeadLetterMetrics metrics;

    public DeadLetterReplay(
            Ledger ledger, DeadLetterAccess access, HandoverPlanner planner, DeadLetterMetrics metrics) {
        this.ledger = ledger;
        this.access = access;
        this.planner = planner;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        Matcher path = PATH.matcher(HttpRequests.of(exchange).getRequestURI());
        ReplayChoice choice = new ReplayChoice(DeadLetterBodies.REPLAY.read(HttpRequests.body(exchange)));
        Duration patience = Preferences.wait(HttpRequests.of(exchange).getHeaders("Prefer"));
        exchange.getMessage()
                .setBody(replay(Caller.of(exchange), path.matches() ? path.group(1) : "", choice, patience));
    }

    /**
     * The handover that replays this one, whoever asked for it first.
     *
     * @throws ProblemException when it cannot be replayed
     */
    ClaimedHandover replay(Caller caller, String id, ReplayChoice choice, Duration patience) {
        StoredHandover failed = access.find(caller.client(), id);
        HandoverRequest request = request(failed.handover(), choice, patience);
        Optional<StoredHandover> before = before(failed);
        if (before.isPresent()) {
            return new ClaimedHandover(request, before.get(), true);
        }
        if (!isOpen(failed)) {
            throw DeadLetterRefusals.of(failed);
        }
        PlannedHandover planned = planner.plan(request, access.rights(failed, caller.rights()));
        Handover next = next(failed, planned.handover(), choice);
        Settlement settlement = ledger.deadLetters()
                .replay(id, next, next.requestedAt().plus(Ledger.LEASE), caller.client())
                .join();
        return claimed(caller.client(), id, request, settlement);
    }

    private ClaimedHandover claimed(String caller, String id, HandoverRequest request, Settlement settlement) {
        if (settlement instanceof Settlement.Done done) {
            metrics.replayed();
            LOG.info(
                    "Handover {} replays {}, asked for by {}",
                    done.handover().handover().id(),
                    id,
                    caller);
            return new ClaimedHandover(request, done.handover(), false);
        }
        if (settlement instanceof Settlement.Before before) {
            return new ClaimedHandover(request, before.handover(), true);
        }
        if (settlement instanceof Settlement.Busy busy) {
            throw DeadLetterRefusals.busy(busy.first());
        }
        throw DeadLetterRefusals.of(((Settlement.Refused) settlement).handover());
    }

    private static HandoverRequest request(Handover failed, ReplayChoice choice, Duration patience) {
        return new HandoverRequest(
                failed.client(),
                KEY + failed.id(),
                failed.fingerprint(),
                choice.message(failed),
                violations -> violations,
                patience);
    }

    /** Nobody speaks to the caller before a replay, so nothing is waited for. */
    private static Handover next(StoredHandover failed, Handover next, ReplayChoice choice) {
        ObjectNode receipt = next.receipt();
        receipt.remove(Announcement.SPEAK);
        receipt.remove(Announcement.TRANSFER_AFTER);
        // They were done, or given up, with the first one.
        receipt.remove(Action.MEMBER);
        receipt.withObjectProperty("links").remove("ready");
        receipt.put(DeadLetters.REPLAY_OF, failed.handover().id());
        if (EffectiveMessage.made(failed) instanceof ObjectNode made) {
            receipt.set(EffectiveMessage.SUMMARY, made);
        }
        choice.warn(failed.handover(), receipt);
        return next;
    }

    private Optional<StoredHandover> before(StoredHandover failed) {
        ObjectNode outcome = failed.outcome();
        return outcome == null || !outcome.has(DeadLetters.REPLAYED_BY)
                ? Optional.empty()
                : ledger.find(
                        failed.handover().client(),
                        outcome.path(DeadLetters.REPLAYED_BY).asText());
    }

    private static boolean isOpen(StoredHandover failed) {
        return failed.state() == HandoverState.FAILED
                && !failed.handover().message().isEmpty()
                && (failed.outcome() == null || !failed.outcome().has(DeadLetters.DISCARDED));
    }
}

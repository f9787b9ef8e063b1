package dev.baton.inbound;

import dev.baton.delivery.Deliveries;
import dev.baton.delivery.Outcomes;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * The bot has spoken: the delivery that waits for it starts at once. Whoever asks again, later or when there is nothing
 * to start, is told how the handover stands.
 */
public final class HandoverReady implements Processor {

    private static final Pattern PATH = Pattern.compile("/handovers/([0-9A-HJKMNP-TV-Z]{26})/ready");

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Outcomes outcomes;
    private final Clock clock;

    public HandoverReady(Ledger ledger, Deliveries deliveries, Outcomes outcomes, Clock clock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        String client = HttpRequests.client(exchange);
        Matcher path = PATH.matcher(HttpRequests.of(exchange).getRequestURI());
        StoredHandover found = (path.matches() ? ledger.find(client, path.group(1)) : Optional.<StoredHandover>empty())
                .orElseThrow(HandoverReady::unknown);
        Duration patience = Preferences.wait(HttpRequests.of(exchange).getHeaders("Prefer"));
        // Before the start, so that no outcome slips through.
        try (Outcomes.Wait wait = wait(found, patience)) {
            start(client, found);
            StoredHandover now = reread(client, found);
            Optional<StoredHandover> outcome = wait == null || now.state().isOutcome()
                    ? Optional.of(now)
                    // An event of the target may have reached another process, which tells nobody here.
                    : wait.await(patience).or(() -> Optional.of(reread(client, found)));
            answer(exchange, outcome.get(), wait == null ? Duration.ZERO : patience);
        }
    }

    private Outcomes.@Nullable Wait wait(StoredHandover found, Duration patience) {
        return patience.isZero() || found.state().isOutcome()
                ? null
                : outcomes.expect(found.handover().id()).orElse(null);
    }

    /** Of all who say so at once, and of the timer, the ledger lets one begin the delivery. */
    private void start(String client, StoredHandover found) {
        if (found.awaitsUntil() != null) {
            ledger.hurry(client, found.handover().id(), clock.instant().plus(Ledger.LEASE))
                    .join()
                    .ifPresent(waited -> deliveries.submit(waited, DeliveryStart.PATIENCE));
        }
    }

    private StoredHandover reread(String client, StoredHandover found) {
        return ledger.find(client, found.handover().id()).orElseThrow(HandoverReady::unknown);
    }

    private void answer(Exchange exchange, StoredHandover stored, Duration waited) {
        Representation wanted = Representation.wantedBy(HttpRequests.of(exchange));
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        if (!waited.isZero() && stored.state().isOutcome()) {
            answer.setHeader("Preference-Applied", "wait=" + waited.toSeconds());
        }
        wanted.write(
                answer,
                200,
                Receipts.now(stored, ledger.tasks()),
                stored.handover().message());
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "No handover of yours has this id. It may have been purged."));
    }
}

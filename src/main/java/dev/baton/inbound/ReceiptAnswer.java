package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.delivery.Outcomes;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers with the receipt: at once, or with the outcome when the bot waits for it and it comes in time. */
public final class ReceiptAnswer implements Processor {

    private final Ledger ledger;
    private final InboundMetrics metrics;

    public ReceiptAnswer(Ledger ledger, InboundMetrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        ClaimedHandover claimed = exchange.getMessage().getBody(ClaimedHandover.class);
        Duration wait = claimed.request().patience();
        Optional<StoredHandover> outcome = wait.isZero() ? Optional.empty() : outcome(exchange, claimed);
        Representation wanted = Representation.wantedBy(HttpRequests.of(exchange));
        JsonNode message = claimed.stored().handover().message();
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        if (claimed.replayed()) {
            answer.setHeader("Idempotency-Replayed", "true");
        }
        if (outcome.isPresent()) {
            answer.setHeader("Preference-Applied", "wait=" + wait.toSeconds());
            // It is no outcome yet when the bot has to act before there can be one.
            int status = outcome.get().state().isOutcome() ? 200 : 202;
            wanted.write(answer, status, Receipts.now(outcome.get(), ledger.tasks()), message);
        } else {
            wanted.write(answer, 202, claimed.stored().handover().receipt(), message);
        }
        answer.setHeader("Location", "/handovers/" + claimed.stored().handover().id());
        metrics.answered(claimed.replayed() ? "replayed" : "accepted");
    }

    private Optional<StoredHandover> outcome(Exchange exchange, ClaimedHandover claimed) throws InterruptedException {
        if (claimed.stored().state().isOutcome()) {
            return Optional.of(claimed.stored());
        }
        try (Outcomes.Wait wait = exchange.getProperty(DeliveryStart.WAIT, Outcomes.Wait.class)) {
            if (wait == null) {
                return Optional.empty();
            }
            // A replay may have come after the outcome was told to others and before it was seen in the claim.
            Optional<StoredHandover> already = claimed.replayed() ? reread(claimed) : Optional.empty();
            // An event of the target may have reached another process, which tells nobody here.
            return already.isPresent()
                    ? already
                    : wait.await(claimed.request().patience()).or(() -> reread(claimed));
        }
    }

    private Optional<StoredHandover> reread(ClaimedHandover claimed) {
        return ledger.find(
                        claimed.request().client(), claimed.stored().handover().id())
                .filter(stored -> stored.state().isOutcome());
    }
}

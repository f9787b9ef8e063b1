package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.ledger.DeadLetters;
import dev.baton.ledger.DeadLetters.Settlement;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.TaskQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a failed handover up, for a reason. Done twice, the first reason stays. */
public final class DeadLetterDiscard implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("handover");
    private static final Pattern PATH = Pattern.compile("/handovers/([^/]*)/discard");

    private final DeadLetters letters;
    private final DeadLetterAccess access;
    private final DeadLetterMetrics metrics;
    private final TaskQueue tasks;
    private final Clock clock;

    public DeadLetterDiscard(Ledger ledger, DeadLetterAccess access, DeadLetterMetrics metrics, Clock clock) {
        this.letters = ledger.deadLetters();
        this.tasks = ledger.tasks();
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Matcher path = PATH.matcher(HttpRequests.of(exchange).getRequestURI());
        JsonNode body = DeadLetterBodies.DISCARD.read(HttpRequests.body(exchange));
        String caller = HttpRequests.client(exchange);
        StoredHandover found = access.find(caller, path.matches() ? path.group(1) : "");
        // The ledger keeps milliseconds; so does every answer.
        Instant now = Instant.ofEpochMilli(clock.millis());
        String reason = body.path("reason").asText();
        Settlement settlement =
                letters.discard(found.handover().id(), caller, reason, now).join();
        StoredHandover discarded = discarded(caller, settlement);
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, Receipts.now(discarded, tasks));
    }

    private StoredHandover discarded(String caller, Settlement settlement) {
        if (settlement instanceof Settlement.Done done) {
            metrics.discarded();
            LOG.info("Handover {} discarded by {}", done.handover().handover().id(), caller);
            return done.handover();
        }
        if (settlement instanceof Settlement.Before before) {
            return before.handover();
        }
        throw DeadLetterRefusals.of(((Settlement.Refused) settlement).handover());
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.conversation.ConversationMetrics;
import dev.baton.ledger.FeedbackRecords;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Customers rate the bot or the agent, agents correct the bot: kept with the handover as long as its message is. */
public final class HandoverFeedback implements Processor {

    /** What analytics may have: no free text, which may name a person. */
    private static final List<String> WORDS = List.of("about", "by", "rating", "disposition");

    private final HandoverAccess access;
    private final Ledger ledger;
    private final ConversationMetrics metrics;
    private final Clock clock;

    public HandoverFeedback(HandoverAccess access, Ledger ledger, ConversationMetrics metrics, Clock clock) {
        this.access = access;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        HandoverAccess.Named named = access.named(exchange);
        ObjectNode said = (ObjectNode) ConversationBodies.FEEDBACK.read(HttpRequests.body(exchange));
        give(named.handover(), said);
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, named.byToken() ? HandoverContext.of(named.handover()) : shown(named.handover()));
    }

    private ObjectNode shown(StoredHandover stored) {
        ObjectNode receipt = Receipts.now(stored);
        addTo(receipt, ledger.feedback().of(stored.handover().id()));
        return receipt;
    }

    private void give(StoredHandover stored, ObjectNode said) {
        String id = stored.handover().id();
        String target = stored.handover().target();
        ObjectNode data = said.objectNode().put("target", target);
        WORDS.stream().filter(said::has).forEach(word -> data.set(word, said.get(word)));
        FeedbackRecords.Given given = ledger.feedback()
                .give(id, said, data, Instant.ofEpochMilli(clock.millis()))
                .join();
        switch (given) {
            case STORED -> metrics.feedback(target, said.path("about").asText());
            case BEFORE -> {
                // Somebody sent it again: it is there.
            }
            case TOO_MUCH -> throw new ProblemException(Problem.of(
                    ProblemType.WRONG_STATE,
                    "The handover " + id + " has " + FeedbackRecords.MOST + " feedbacks, and takes no more."));
            case GONE -> throw new ProblemException(Problem.of(
                    ProblemType.GONE, "What was said in " + id + " was removed after the retention time."));
        }
    }

    /** What was said, for a receipt. */
    static void addTo(ObjectNode receipt, List<? extends JsonNode> said) {
        said.forEach(receipt.withArray("feedback")::add);
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverEvent;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** Tells a client about its own handovers. */
public final class HandoverQueries {

    private static final Pattern ULID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
    private static final int LONGEST_CONVERSATION_ID = 256;
    private static final int MOST = 100;

    private final Ledger ledger;
    private final DeadLetterAccess deadLetters;

    public HandoverQueries(Ledger ledger, DeadLetterAccess deadLetters) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
    }

    /** One handover: its receipt with its history, or its status event. */
    public void one(Exchange exchange) {
        String path = HttpRequests.of(exchange).getRequestURI();
        String id = path.substring(path.lastIndexOf('/') + 1);
        StoredHandover stored = (ULID.matcher(id).matches()
                        ? ledger.find(HttpRequests.client(exchange), id)
                                .or(() -> deadLetters.ofAnother(HttpRequests.client(exchange), id))
                        : Optional.<StoredHandover>empty())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND, "No handover of yours has this id. It may have been purged.")));
        Representation wanted = Representation.wantedBy(HttpRequests.of(exchange));
        ObjectNode answer = Receipts.now(stored);
        if (wanted == Representation.STATUS_EVENT) {
            exchange.getMessage().removeHeaders("*");
            wanted.write(exchange.getMessage(), 200, answer, stored.handover().message());
            return;
        }
        List<HandoverEvent> history = ledger.history(id);
        if (history.stream().anyMatch(event -> HandoverEvent.FEEDBACK.equals(event.act()))) {
            HandoverFeedback.addTo(answer, ledger.feedback().of(id));
        }
        history.forEach(event -> answer.withArray("history").add(json(event)));
        answer(exchange, answer);
    }

    /** The handovers of one conversation, newest first, at most 100. */
    public void ofConversation(Exchange exchange) {
        String conversation = HttpRequests.of(exchange).getParameter("conversation");
        if (conversation == null || conversation.isEmpty() || conversation.length() > LONGEST_CONVERSATION_ID) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "Expected the query parameter conversation with 1 to 256 characters, as in"
                            + " /handovers?conversation=c-1."));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode handovers = answer.putArray("handovers");
        ledger.findByConversation(HttpRequests.client(exchange), conversation, MOST)
                .forEach(stored -> handovers.add(Receipts.now(stored)));
        answer(exchange, answer);
    }

    private static void answer(Exchange exchange, ObjectNode body) {
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, body);
    }

    private static ObjectNode json(HandoverEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", event.id());
        json.put("sequence", event.sequence());
        json.put("state", event.state().wireName());
        if (event.act() != null) {
            json.put("act", event.act());
        }
        json.put("at", event.at().toString());
        json.set("data", event.data());
        return json;
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.Ending;
import dev.baton.delivery.HandoverEndings;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import org.apache.camel.Exchange;

/**
 * Somebody says that a handover is over: the bot goes on, the conversation has ended, or nobody wants it any more. Said
 * again, it stays as it was said first.
 */
public final class HandoverEnd {

    private static final String BY = "by";
    private static final String DISPOSITION = "disposition";

    private final HandoverAccess access;
    private final HandoverEndings endings;

    public HandoverEnd(HandoverAccess access, HandoverEndings endings) {
        this.access = access;
        this.endings = endings;
    }

    /** The bot goes on. */
    public void giveBack(Exchange exchange) {
        end(exchange, Ending.RETURN);
    }

    /** The conversation has ended. */
    public void complete(Exchange exchange) {
        end(exchange, Ending.COMPLETE);
    }

    /** Nobody wants it any more. */
    public void cancel(Exchange exchange) {
        HandoverAccess.Named named = access.named(exchange);
        JsonNode body = ConversationBodies.CANCEL.read(HttpRequests.body(exchange));
        end(exchange, named, Ending.CANCEL, (ObjectNode) body, body.path(BY).asText());
    }

    private void end(Exchange exchange, Ending ending) {
        HandoverAccess.Named named = access.named(exchange);
        JsonNode body = ConversationBodies.END.read(HttpRequests.body(exchange));
        end(exchange, named, ending, (ObjectNode) body, body.path(BY).asText("agent"));
    }

    private void end(Exchange exchange, HandoverAccess.Named named, Ending ending, ObjectNode said, String by) {
        said.put(BY, by);
        ObjectNode data = said.objectNode().put(BY, by);
        if (said.has(DISPOSITION)) {
            data.set(DISPOSITION, said.get(DISPOSITION));
        }
        StoredHandover now = endings.end(named.handover(), ending, by, said, data);
        if (now.state() != ending.state()) {
            throw refusal(now, ending);
        }
        exchange.getMessage().removeHeaders("*");
        Answers.json(
                exchange.getMessage(), 200, named.byToken() ? HandoverContext.of(now) : Receipts.now(now));
    }

    private static ProblemException refusal(StoredHandover now, Ending ending) {
        String state = now.state().wireName();
        String why = now.state().isTerminal()
                ? "It has ended: it is " + state + ", and stays so."
                : "It is " + state + ": no target has it yet. While that is so it can be cancelled.";
        return new ProblemException(Problem.of(
                        ProblemType.WRONG_STATE,
                        "The handover " + now.handover().id() + " cannot become "
                                + ending.state().wireName() + ". " + why)
                .withLink("self", "/handovers/" + now.handover().id()));
    }
}

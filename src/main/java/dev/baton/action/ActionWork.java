package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.TaskQueue.Due;
import dev.baton.ledger.TaskQueue.State;
import dev.baton.ledger.TaskQueue.Task;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * One try of one task, as it goes through its route.
 *
 * @param handover as it stood when the try began
 * @param siblings every task of the handover
 */
record ActionWork(Due due, StoredHandover handover, List<Task> siblings) {

    private static final String PROPERTY = "batonAction";

    void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.getMessage().setBody(order());
    }

    static ActionWork of(Exchange exchange) {
        ActionWork work = exchange.getProperty(PROPERTY, ActionWork.class);
        if (work == null) {
            throw new IllegalStateException("This step works inside an action's route only");
        }
        return work;
    }

    JsonNode message() {
        return handover.handover().message();
    }

    /** What the target calls what the handover made there. */
    JsonNode references() {
        ObjectNode outcome = handover.outcome();
        return outcome == null
                ? JsonNodeFactory.instance.objectNode()
                : outcome.path("externalRefs").deepCopy();
    }

    /** The handover's task, once it is made. */
    Optional<Task> made(String kind) {
        return siblings.stream()
                .filter(task -> task.kind().equals(kind) && task.state() == State.DONE)
                .findFirst();
    }

    /** For routes of an installation's own: what is to be done, for which handover. */
    private ObjectNode order() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("id", due.id());
        order.put("type", due.kind());
        order.put("handoverId", due.handoverId());
        order.set("details", due.details().deepCopy());
        return order;
    }
}

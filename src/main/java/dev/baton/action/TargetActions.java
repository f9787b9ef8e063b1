package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Operation;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What is done at targets; the routes of {@code routes/actions.camel.yaml} call it. */
public final class TargetActions {

    /** As long as a call may take that was under way when its handover ended. */
    private static final Duration CALL = Duration.ofSeconds(35);

    private static final String REFERENCES = "externalRefs";

    private final TargetCalls calls;
    private final Ledger ledger;
    private final Clock clock;

    TargetActions(TargetCalls calls, Ledger ledger, Clock clock) {
        this.calls = calls;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A record at the present station; where the handover itself is a record, that is the task. */
    public void createTask(Exchange exchange) throws ActionFailedException {
        ActionWork work = ActionWork.of(exchange);
        JsonNode details = work.due().details();
        if (Stations.now(details).equals(Stations.TAKER)) {
            done(exchange, taker(work), work.references());
            return;
        }
        String description = details.path("description").asText();
        record(exchange, work, description, details.path("dueAt").asText());
    }

    /** The conversation, or its task, to a person; where that is refused, a task says to whom it should go. */
    public void assign(Exchange exchange) throws ActionFailedException {
        ActionWork work = ActionWork.of(exchange);
        String to = work.due().details().path("to").asText();
        String station = Stations.now(work.due().details());
        if (station.startsWith(Stations.RECORD)) {
            record(exchange, work, "Give this conversation to " + to, null);
            return;
        }
        boolean ofTask = station.equals(Stations.TASK);
        String target = ofTask ? made(work).details().at("/result/by").asText() : target(work);
        JsonNode references = ofTask ? made(work).details().at("/result/" + REFERENCES) : work.references();
        ObjectNode order = order(references).put("to", to);
        calls.operate(target, Operation.ASSIGN, work.handover().handover(), order);
        done(exchange, target, references);
    }

    /** Marks at the target that has the handover; where that knows no marks, the receipt alone has them. */
    public void addTags(Exchange exchange) throws ActionFailedException {
        ActionWork work = ActionWork.of(exchange);
        String target = target(work);
        if (!calls.can(target, Operation.TAGS)) {
            done(exchange, ActionStory.GATEWAY, JsonNodeFactory.instance.objectNode());
            return;
        }
        ObjectNode order = order(work.references());
        order.set("tags", work.due().details().path("tags"));
        calls.operate(target, Operation.TAGS, work.handover().handover(), order);
        done(exchange, target, work.references());
    }

    /** Takes back at the target what the handover changed there, if it was ever called and is not called again now. */
    public void undo(Exchange exchange) throws ActionFailedException {
        ActionWork work = ActionWork.of(exchange);
        String target = work.due().details().path("target").asText();
        List<HandoverEvent> changes = ledger.history(work.due().handoverId()).stream()
                .filter(event -> event.act() == null)
                .toList();
        boolean neverCalled = changes.stream().noneMatch(event -> event.state() == HandoverState.DELIVERING);
        if (neverCalled || isHandedOverAgain(work)) {
            done(exchange, ActionStory.GATEWAY, JsonNodeFactory.instance.objectNode());
            return;
        }
        boolean inMidCall =
                changes.size() > 1 && changes.get(changes.size() - 2).state() == HandoverState.DELIVERING;
        Instant over = work.due().since().plus(CALL);
        if (inMidCall && clock.instant().isBefore(over)) {
            throw ActionFailedException.away(
                    target,
                    "delivery_under_way",
                    "The call to the target may not be over",
                    Duration.between(clock.instant(), over));
        }
        calls.operate(target, Operation.UNDO, work.handover().handover(), order(work.references()));
        done(exchange, target, work.references());
    }

    /** The bot must not get back what another human has meanwhile. */
    private boolean isHandedOverAgain(ActionWork work) {
        Handover handover = work.handover().handover();
        return ledger.findByConversation(handover.client(), handover.conversationId(), 1).stream()
                .anyMatch(newest -> !newest.handover().id().equals(handover.id())
                        && !newest.state().isTerminal());
    }

    private void record(Exchange exchange, ActionWork work, String description, @Nullable String dueAt)
            throws ActionFailedException {
        String target = Stations.now(work.due().details()).substring(Stations.RECORD.length());
        String id = TaskRecord.id(work.due().handoverId(), work.due().number());
        ObjectNode message = TaskRecord.of(work.handover().handover().message(), description, dueAt);
        done(exchange, target, calls.record(target, id, message));
    }

    /** The target that took the handover, if what it makes is a record. */
    private String taker(ActionWork work) throws ActionFailedException {
        String target = target(work);
        boolean taken =
                switch (work.handover().state()) {
                    case ACCEPTED, QUEUED, ASSIGNED, ACTIVE, COMPLETED, RETURNED -> true;
                    default -> false;
                };
        if (!taken || !calls.isTask(target)) {
            throw ActionFailedException.refused(target, "no_record", "The handover itself made no record");
        }
        return target;
    }

    private static Task made(ActionWork work) throws ActionFailedException {
        return work.made(TaskQueue.CREATE_TASK)
                .orElseThrow(() -> ActionFailedException.refused(ActionStory.GATEWAY, "no_task", "There is no task"));
    }

    private static String target(ActionWork work) {
        return work.handover().handover().target();
    }

    private static ObjectNode order(JsonNode references) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.set(REFERENCES, references);
        return order;
    }

    private static void done(Exchange exchange, String by, JsonNode references) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("by", by);
        result.set(REFERENCES, references);
        exchange.getMessage().setBody(result);
    }
}

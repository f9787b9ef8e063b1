package dev.baton.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.conversation.Conversations;
import dev.baton.conversation.Ownership;
import dev.baton.inbound.HttpRequests;
import dev.baton.inbound.TargetChooser;
import dev.baton.ledger.Turns;
import dev.baton.ledger.Turns.Answered;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.Violation;
import dev.baton.target.Step;
import dev.baton.target.Triggers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Counts a turn and decides whether it leads to a handover. When this step is over, that is on disk. */
public final class TurnJudge implements Processor {

    private final TargetChooser steps;
    private final Conversations conversations;
    private final Turns turns;
    private final TriggerMetrics metrics;
    private final Clock clock;

    public TurnJudge(
            TargetChooser steps, Conversations conversations, Turns turns, TriggerMetrics metrics, Clock clock) {
        this.steps = steps;
        this.conversations = conversations;
        this.turns = turns;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Turn turn = exchange.getMessage().getBody(Turn.class);
        Step step = step(exchange, turn);
        JudgedTurn judged = judged(HttpRequests.client(exchange), turn, step, triggers(step));
        exchange.setProperty(JudgedTurn.PROPERTY, judged);
        exchange.setProperty("handsOver", judged.handsOver());
        exchange.getMessage().setBody(judged);
    }

    private Step step(Exchange exchange, Turn turn) {
        List<Violation> violations = new ArrayList<>();
        Step step = steps.step(turn.text("step"), HttpRequests.rights(exchange), violations);
        if (step == null) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_TURN, violations));
        }
        return step;
    }

    private static Triggers triggers(Step step) {
        if (step.triggers() == null) {
            throw new ProblemException(Problem.of(
                    ProblemType.TRIGGERS_OFF,
                    "The step " + step.name()
                            + " leaves it to the bot when to hand over: expected a step with triggers in"
                            + " the gateway's targets.yaml. Nothing was counted."));
        }
        return step.triggers();
    }

    private JudgedTurn judged(String client, Turn turn, Step step, Triggers triggers) {
        Optional<Answered> before = requireTheBots(client, turn);
        if (before.isPresent()) {
            return judged(turn, before.get().answer(), true, triggers);
        }
        Counting counting = new Counting(turn, step.name(), triggers);
        ObjectNode answer = turns.advance(client, turn.conversationId(), clock.instant(), counting)
                .join()
                .answeredTo(turn.id())
                .orElseThrow()
                .answer();
        if (!counting.isRepeated() && answer.has("trigger")) {
            metrics.fired(step.name(), answer.path("trigger").asText());
        }
        return judged(turn, answer, counting.isRepeated(), triggers);
    }

    /** @return what was answered before, when it is no more the bot's turn since, as that turn itself may have caused */
    private Optional<Answered> requireTheBots(String client, Turn turn) {
        Ownership ownership = conversations.ownership(client, turn.conversationId());
        if (ownership.botMayTalk()) {
            return Optional.empty();
        }
        Optional<Answered> before = turns.find(client, turn.conversationId()).answeredTo(turn.id());
        if (before.isEmpty()) {
            throw owned(ownership);
        }
        return before;
    }

    private static ProblemException owned(Ownership ownership) {
        Problem problem = Problem.of(
                ProblemType.CONVERSATION_BUSY,
                "It is not the bot's turn: the conversation is with "
                        + ownership.owner().wireName()
                        + (ownership.until() == null ? "" : " until " + ownership.until() + " if nothing happens")
                        + ". Nothing was counted.");
        return new ProblemException(
                ownership.handoverId() == null
                        ? problem
                        : problem.withLink("first", "/handovers/" + ownership.handoverId()));
    }

    private static JudgedTurn judged(Turn turn, ObjectNode answer, boolean repeated, Triggers triggers) {
        boolean handsOver = answer.path("handOver").asBoolean() && triggers.handsOver() && turn.handover() != null;
        return new JudgedTurn(turn, answer, repeated, handsOver);
    }
}

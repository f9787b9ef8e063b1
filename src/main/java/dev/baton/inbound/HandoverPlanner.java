package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.action.ActionPlanner;
import dev.baton.action.ActionRules;
import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverToken;
import dev.baton.ledger.TaskQueue.Planned;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.Violation;
import dev.baton.security.Rights;
import dev.baton.target.Step;
import dev.baton.words.FinalMessages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Decides where a handover goes and what the bot is told, and refuses what the target cannot do without. */
public final class HandoverPlanner implements Processor {

    private final TargetChooser chooser;
    private final Announcement announcement;
    private final ClosingWords closing;
    private final ActionRules rules;
    private final ActionPlanner actions;
    private final Clock clock;

    public HandoverPlanner(
            TargetChooser chooser, FinalMessages messages, ActionRules rules, ActionPlanner actions, Clock clock) {
        this.chooser = chooser;
        this.announcement = new Announcement(messages);
        this.closing = new ClosingWords(messages);
        this.rules = rules;
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        HandoverRequest request = exchange.getMessage().getBody(HandoverRequest.class);
        exchange.getMessage().setBody(plan(request, HttpRequests.rights(exchange)));
    }

    /** @throws ProblemException when the target may not be used, or not now, or not for this */
    PlannedHandover plan(HandoverRequest request, Rights rights) {
        ObjectNode message = request.message();
        List<Violation> violations = new ArrayList<>();
        TargetChooser.Choice choice = chooser.choose(message, rights, violations);
        if (choice != null) {
            TargetDemands.check(choice.target(), message, violations);
        }
        rules.check(message, violations);
        if (choice == null || !violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    ProblemType.INVALID_HANDOVER, request.places().apply(violations)));
        }
        return plan(request, choice.target(), choice.step(), choice.fallback());
    }

    private PlannedHandover plan(
            HandoverRequest request, ActiveTarget target, @Nullable Step step, List<String> fallback) {
        ObjectNode message = request.message();
        // The ledger keeps milliseconds; so does every answer.
        Instant now = Instant.ofEpochMilli(clock.millis());
        String id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
        Channel channel = TargetChooser.channel(message);
        ObjectNode receipt = receipt(id, channel, step, target, message, fallback, now);
        List<Planned> tasks = actions.plan(receipt, message, step, target, fallback, now);
        return new PlannedHandover(
                request,
                target,
                new Handover(
                        id,
                        request.client(),
                        request.idempotencyKey(),
                        request.fingerprint(),
                        channel,
                        message.path("conversation").path("id").asText(),
                        step == null ? null : step.name(),
                        target.name(),
                        target.connector().id(),
                        fallback,
                        message,
                        receipt,
                        now,
                        HandoverToken.forA(channel)),
                tasks);
    }

    private ObjectNode receipt(
            String id,
            Channel channel,
            @Nullable Step step,
            ActiveTarget target,
            ObjectNode message,
            List<String> fallback,
            Instant now) {
        Closed closed = Closed.of(step, now);
        if (closed == null) {
            ObjectNode receipt = Receipts.first(id, channel, step, target, message, announcement, now);
            closing.addTo(receipt, channel, step, message);
            return receipt;
        }
        ObjectNode named = closed.named(message, channel);
        ObjectNode receipt = Receipts.first(id, channel, closed.speaking(), target, named, announcement, now);
        closed.addTo(receipt, message, fallback);
        closing.addTo(receipt, channel, step, named);
        return receipt;
    }
}

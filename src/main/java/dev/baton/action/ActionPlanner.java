package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Operation;
import dev.baton.handover.Action;
import dev.baton.handover.ActionType;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Awaits;
import dev.baton.ledger.TaskQueue.Planned;
import dev.baton.target.Step;
import dev.baton.target.StepActions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done beside a handover, when, and by whom. Everything that can fail becomes a task, so that the
 * handover itself never waits for it and never fails with it.
 */
public final class ActionPlanner {

    private final Function<String, Optional<ActiveTarget>> targets;
    private final NoticePlanner notices;

    /** @param targets those that can be used now, by name */
    public ActionPlanner(Function<String, Optional<ActiveTarget>> targets, ActionProperties properties) {
        this.targets = targets;
        this.notices = new NoticePlanner(properties);
    }

    /**
     * Adds to the receipt what is known of the actions now.
     *
     * @param fallback the targets after the first one
     * @param now the time of the request
     * @return what is to be done
     */
    public List<Planned> plan(
            ObjectNode receipt,
            JsonNode message,
            @Nullable Step step,
            ActiveTarget target,
            List<String> fallback,
            Instant now) {
        StepActions ofStep = StepActions.of(step);
        List<Action> actions = ofStep.during(message);
        if (actions.isEmpty()) {
            return List.of();
        }
        Draft draft = new Draft();
        Chain chain = new Chain(target, ofStep.tasks(), fallback);
        boolean hasTask = actions.stream().anyMatch(action -> action.type() == ActionType.CREATE_TASK);
        for (Action action : actions) {
            switch (action.type()) {
                case ASSIGN -> assign(draft, action, chain, hasTask);
                case CREATE_TASK -> createTask(draft, action, chain, now);
                // Its words are in the receipt already.
                case SEND_MESSAGE ->
                    draft.entry(action, TaskQueue.State.DONE.wireName()).put("by", "bot");
                case PAUSE_BOT -> pause(draft, action, now);
                case ADD_TAGS -> tag(draft, action, target);
                case NOTIFY -> notices.plan(draft, action, hasTask);
            }
        }
        receipt.set(Action.MEMBER, draft.story());
        return draft.tasks();
    }

    /**
     * @param taker the target that is to take the handover
     * @param tasks the targets of tasks that the step names
     */
    private record Chain(ActiveTarget taker, List<String> tasks, List<String> fallback) {}

    private void assign(Draft draft, Action action, Chain chain, boolean hasTask) {
        Optional<String> to = action.to();
        if (to.isEmpty()) {
            draft.entry(action, ActionStory.NATIVE)
                    .put("auto", true)
                    .put("by", chain.taker().name());
            return;
        }
        List<String> records = records(chain).stream().map(Stations::record).toList();
        List<String> stations = new ArrayList<>();
        boolean atTask = hasTask && !can(chain.taker(), Operation.ASSIGN) && anyCan(records(chain), Operation.ASSIGN);
        if (atTask) {
            stations.add(Stations.TASK);
        } else if (can(chain.taker(), Operation.ASSIGN)) {
            stations.add(Stations.TAKER);
        }
        stations.addAll(records);
        if (stations.isEmpty()) {
            draft.failed(
                            action,
                            "The target " + chain.taker().name() + " gives conversations to nobody by name, and no"
                                    + " target of tasks is configured; its own rules assign")
                    .put("to", to.get());
            return;
        }
        draft.waiting(action).put("to", to.get());
        draft.task(
                action,
                null,
                atTask ? Awaits.TASK : Awaits.ACCEPTED,
                Draft.details(stations).put("to", to.get()));
    }

    private void createTask(Draft draft, Action action, Chain chain, Instant now) {
        List<String> stations = new ArrayList<>();
        boolean itself = chain.tasks().isEmpty() && chain.taker().connector().isTask();
        if (itself) {
            stations.add(Stations.TAKER);
        }
        records(chain).stream()
                .filter(name -> !itself || !name.equals(chain.taker().name()))
                .forEach(name -> stations.add(Stations.record(name)));
        String due = now.plus(action.dueIn()).toString();
        if (stations.isEmpty()) {
            draft.failed(action, "No target takes tasks; the operator names one in the step's tasks")
                    .put("dueAt", due);
            return;
        }
        draft.waiting(action).put("dueAt", due);
        draft.task(
                action,
                itself ? null : Stations.lane(stations.get(0)),
                itself ? Awaits.OUTCOME : Awaits.NOTHING,
                Draft.details(stations).put("description", action.description()).put("dueAt", due));
    }

    /** Those that the step names; without any, those of the handover's own targets that make records. */
    private List<String> records(Chain chain) {
        if (!chain.tasks().isEmpty()) {
            return chain.tasks();
        }
        List<String> own = new ArrayList<>(List.of(chain.taker().name()));
        own.addAll(chain.fallback());
        return own.stream()
                .filter(name -> targets.apply(name)
                        .filter(found -> found.connector().isTask())
                        .isPresent())
                .toList();
    }

    private static void pause(Draft draft, Action action, Instant now) {
        String until = now.plus(action.pause()).toString();
        draft.waiting(action).put("until", until);
        draft.task(action, "gateway", Awaits.NOTHING, Draft.details().put("until", until));
    }

    private static void tag(Draft draft, Action action, ActiveTarget target) {
        boolean there = can(target, Operation.TAGS);
        ObjectNode entry = draft.entry(action, (there ? TaskQueue.State.WAITING : TaskQueue.State.DONE).wireName());
        action.tags().forEach(tag -> entry.withArray("tags").add(tag));
        if (there) {
            ObjectNode details = Draft.details(List.of(Stations.TAKER));
            details.set("tags", entry.path("tags"));
            draft.task(action, null, Awaits.ACCEPTED, details);
        } else {
            entry.put("by", ActionStory.GATEWAY);
        }
    }

    private boolean anyCan(List<String> names, Operation operation) {
        return names.stream().flatMap(name -> targets.apply(name).stream()).anyMatch(target -> can(target, operation));
    }

    private static boolean can(ActiveTarget target, Operation operation) {
        return target.connector().operations().containsKey(operation);
    }
}

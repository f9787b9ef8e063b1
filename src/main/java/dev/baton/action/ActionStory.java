package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.State;
import dev.baton.ledger.TaskQueue.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a receipt says of its handover's actions, as they stand now. */
public final class ActionStory {

    /** In a receipt: what became of the undoing at the target. */
    public static final String UNDO = "undo";

    /** The state of what the target does by itself. */
    static final String NATIVE = "native";

    /** Who did what no target did. */
    static final String GATEWAY = "baton";

    /** In a task's details: the place of its action in the receipt. */
    static final String ACTION = "action";

    /** In a task's details: what came of it, so far. */
    static final String RESULT = "result";

    private static final Set<HandoverState> MAY_BE_UNDONE =
            Set.of(HandoverState.RETURNED, HandoverState.CANCELLED, HandoverState.EXPIRED);

    /** The worst first: it is what the action as a whole is. */
    private static final List<State> WORST = List.of(State.FAILED, State.WAITING, State.DONE, State.SKIPPED);

    private ActionStory() {}

    /** Whether the receipt of a handover tells of tasks. */
    public static boolean isToldOf(StoredHandover stored) {
        return stored.handover().receipt().has(Action.MEMBER) || MAY_BE_UNDONE.contains(stored.state());
    }

    /** The tasks of those handovers whose receipts tell of some. */
    public static Map<String, List<Task>> tasks(TaskQueue queue, Collection<StoredHandover> handovers) {
        return queue.of(handovers.stream()
                .filter(ActionStory::isToldOf)
                .map(stored -> stored.handover().id())
                .collect(Collectors.toList()));
    }

    /** Adds to a receipt what became of its actions. */
    public static void tell(ObjectNode receipt, List<Task> tasks) {
        JsonNode actions = receipt.path(Action.MEMBER);
        for (int i = 0; i < actions.size(); i++) {
            int action = i;
            List<Task> ofAction = tasks.stream()
                    .filter(task -> task.details().path(ACTION).asInt(-1) == action)
                    .toList();
            if (actions.path(i) instanceof ObjectNode entry && !ofAction.isEmpty()) {
                tellOne(entry, worst(ofAction));
            }
        }
        tasks.stream()
                .filter(task -> task.kind().equals(TaskQueue.UNDO))
                .forEach(task -> tellOne(receipt.putObject(UNDO), task));
    }

    private static Task worst(List<Task> tasks) {
        return WORST.stream()
                .flatMap(state -> tasks.stream().filter(task -> task.state() == state))
                .findFirst()
                .orElse(tasks.get(0));
    }

    private static void tellOne(ObjectNode entry, Task task) {
        entry.put("state", task.state().wireName());
        if (task.attempts() > 0) {
            entry.put("tries", task.attempts());
        }
        for (String name : List.of("by", "code", "reason")) {
            JsonNode value = task.details().path(RESULT).path(name);
            if (value.isTextual()) {
                entry.set(name, value);
            }
        }
        if (task.endedAt() != null) {
            entry.put("at", task.endedAt().toString());
        }
    }
}

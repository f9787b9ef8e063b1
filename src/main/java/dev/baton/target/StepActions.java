package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step sets in motion beside the handover.
 *
 * @param list for messages that say nothing about it themselves, at most {@link Action#MOST}
 * @param tasks the targets that take tasks, in the order in which they are tried
 * @param closing what its last closing message says; absent where that one says nothing of its own
 */
public record StepActions(List<Action> list, List<String> tasks, @Nullable Wording closing) {

    /** None. */
    public static final StepActions NONE = new StepActions(List.of(), List.of(), null);

    public StepActions {
        list = List.copyOf(list);
        tasks = List.copyOf(tasks);
    }

    /** Those of a step, if there are any. */
    public static StepActions of(@Nullable Step step) {
        return step == null || step.actions() == null ? NONE : step.actions();
    }

    /** What is done beside a handover: what its message says, else what the step does. */
    public List<Action> during(JsonNode message) {
        return message.has(Action.MEMBER) ? Action.in(message.path(Action.MEMBER)) : list;
    }
}

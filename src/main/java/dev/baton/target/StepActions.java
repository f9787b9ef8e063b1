package dev.baton.target;

import dev.baton.handover.Action;
import java.util.List;

/**
 * What a step sets in motion beside the handover.
 *
 * @param list for messages that say nothing about it themselves, at most {@link Action#MOST}
 * @param tasks the targets that take tasks, in the order in which they are tried
 */
public record StepActions(List<Action> list, List<String> tasks) {

    /** None. */
    public static final StepActions NONE = new StepActions(List.of(), List.of());

    public StepActions {
        list = List.copyOf(list);
        tasks = List.copyOf(tasks);
    }
}

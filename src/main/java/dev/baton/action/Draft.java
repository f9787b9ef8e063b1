package dev.baton.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Awaits;
import dev.baton.ledger.TaskQueue.Planned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The actions of one handover while they are planned: what its receipt says of them, and what is to be done. */
final class Draft {

    private final ArrayNode story = JsonNodeFactory.instance.arrayNode();
    private final List<Planned> tasks = new ArrayList<>();

    /** The receipt's entry of the next action, in whose order they come. */
    ObjectNode entry(Action action, String state) {
        return story.addObject().put("type", action.type().wireName()).put("state", state);
    }

    ObjectNode failed(Action action, String reason) {
        return entry(action, TaskQueue.State.FAILED.wireName()).put("reason", reason);
    }

    ObjectNode waiting(Action action) {
        return entry(action, TaskQueue.State.WAITING.wireName());
    }

    /** Adds a task of the action whose entry came last. */
    void task(Action action, @Nullable String lane, Awaits awaits, ObjectNode details) {
        details.put(ActionStory.ACTION, story.size() - 1);
        tasks.add(new Planned(tasks.size(), action.type().wireName(), lane, awaits, details));
    }

    static ObjectNode details() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode details(List<String> stations) {
        ObjectNode details = details();
        ArrayNode chain = details.putArray(Stations.MEMBER);
        stations.forEach(chain::add);
        return details;
    }

    ArrayNode story() {
        return story;
    }

    List<Planned> tasks() {
        return List.copyOf(tasks);
    }
}

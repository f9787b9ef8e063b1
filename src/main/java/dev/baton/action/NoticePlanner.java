package dev.baton.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import dev.baton.ledger.TaskQueue.Awaits;
import java.util.List;
import java.util.TreeSet;

/** Makes of one notice a task for each event and each way to people, so that none is told again because of another. */
final class NoticePlanner {

    static final String MAIL = "mail";
    static final String WEBHOOK = "webhook ";

    private static final String ASSIGNED = "assigned";

    private final ActionProperties properties;

    NoticePlanner(ActionProperties properties) {
        this.properties = properties;
    }

    /** @param hasTask whether there will be a task to tell of */
    void plan(Draft draft, Action action, boolean hasTask) {
        List<String> emails = action.texts("email");
        List<String> webhooks = action.texts("webhooks");
        if (emails.isEmpty() && webhooks.isEmpty()) {
            emails = properties.mail().host() == null
                    ? List.of()
                    : properties.mail().to();
            webhooks = List.copyOf(new TreeSet<>(properties.webhooks().keySet()));
        }
        List<String> events = action.on().stream()
                .filter(event -> hasTask || event.equals(ASSIGNED))
                .toList();
        if (emails.isEmpty() && webhooks.isEmpty()) {
            draft.failed(
                    action,
                    "Nobody to tell; the operator sets baton.actions.mail.to or baton.actions.webhooks, or the action"
                            + " names email or webhooks");
            return;
        }
        if (events.isEmpty()) {
            draft.failed(action, "There is no task to tell of; add the action createTask");
            return;
        }
        ObjectNode entry = draft.waiting(action);
        for (String event : events) {
            entry.withArray("on").add(event);
            Awaits awaits = event.equals(ASSIGNED) ? Awaits.ASSIGNED : Awaits.TASK;
            if (!emails.isEmpty()) {
                ObjectNode details = Draft.details().put("event", event);
                emails.forEach(details.putArray("email")::add);
                draft.task(action, MAIL, awaits, details);
            }
            webhooks.forEach(name -> draft.task(
                    action,
                    WEBHOOK + name,
                    awaits,
                    Draft.details().put("event", event).put("webhook", name)));
        }
    }
}

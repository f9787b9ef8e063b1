package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.TaskQueue.Awaits;
import dev.baton.ledger.TaskQueue.Planned;
import dev.baton.ledger.TaskQueue.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a handover's steps mean for its tasks, written with those steps. */
final class TaskWrites {

    private static final Set<HandoverState> UNDONE =
            Set.of(HandoverState.RETURNED, HandoverState.CANCELLED, HandoverState.EXPIRED);

    private static final String OUTCOME = TaskSql.fire(Awaits.OUTCOME);
    private static final String TAKEN = TaskSql.fire(Awaits.OUTCOME, Awaits.ACCEPTED);
    private static final String ASSIGNED = TaskSql.fire(Awaits.OUTCOME, Awaits.ACCEPTED, Awaits.ASSIGNED);
    private static final String OVER = TaskSql.skip(Awaits.ACCEPTED, Awaits.ASSIGNED);

    private volatile Predicate<String> undoes = connector -> false;

    void undoes(Predicate<String> connector) {
        this.undoes = connector;
    }

    void add(Session session, Handover handover, List<Planned> tasks) throws SQLException {
        for (Planned task : tasks) {
            boolean now = task.awaits() == Awaits.NOTHING;
            insert(session, handover.id(), handover.client(), task, now ? handover.requestedAt() : null);
        }
    }

    /** @return how many events it added after the step's own */
    int moved(Session session, Handover handover, HandoverState to, long at) throws SQLException {
        if (to.isTerminal()) {
            undo(session, handover.id(), handover.client(), handover.connector(), handover.target(), to, at);
        }
        if (!handover.receipt().has(Action.MEMBER) || !to.isOutcome()) {
            return 0;
        }
        switch (to) {
            case ACCEPTED, QUEUED, LOGGED -> fire(session, TAKEN, handover, at);
            case ASSIGNED, ACTIVE -> fire(session, ASSIGNED, handover, at);
            default -> fire(session, OUTCOME, handover, at);
        }
        if (to.isTerminal()) {
            session.bind(OVER, at, handover.id()).executeUpdate();
        }
        return tell(session, handover.id());
    }

    /** @return how many events it added */
    int tell(Session session, String id) throws SQLException {
        List<Task> untold = Rows.all(session.bind(TaskSql.UNTOLD, id), TaskWrites::task);
        int told = 0;
        for (Task task : untold) {
            told += tell(session, id, task) ? 1 : 0;
        }
        return told;
    }

    static Task task(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_at");
        return new Task(
                row.getString("handover_id"),
                row.getInt("number"),
                row.getString("kind"),
                TaskQueue.State.of(row.getString("state")),
                Json.read(row.getString("details")),
                row.getInt("attempts"),
                ended == 0 ? null : Instant.ofEpochMilli(ended));
    }

    private static boolean tell(Session session, String id, Task task) throws SQLException {
        Optional<HandoverEvent> event = Rows.one(
                session.bind(TaskSql.NEXT_EVENT, id),
                row -> new HandoverEvent(
                        id,
                        row.getInt("sequence"),
                        HandoverState.of(row.getString("state")),
                        later(task.endedAt(), row.getLong("updated_at")),
                        data(task)));
        if (event.isEmpty()) {
            return false;
        }
        HandoverEvent end = event.get();
        String act = task.state() == TaskQueue.State.DONE ? HandoverEvent.ACTION_DONE : HandoverEvent.ACTION_FAILED;
        session.append(id, end.sequence(), end.state(), end.at().toEpochMilli(), Json.write(end.data()), act);
        session.bind(TaskSql.TOLD, id, task.number()).executeUpdate();
        return true;
    }

    /** An event is never older than the one before it. */
    private static Instant later(@Nullable Instant ended, long updatedAt) {
        Instant updated = Instant.ofEpochMilli(updatedAt);
        return ended == null || ended.isBefore(updated) ? updated : ended;
    }

    /** Words of ours and names of the configuration: what a server said may hold personal data. */
    private static ObjectNode data(Task task) {
        ObjectNode data = Json.object().put("type", task.kind()).put("tries", task.attempts());
        for (String name : List.of("by", "code")) {
            if (task.details().at("/result/" + name).isTextual()) {
                data.set(name, task.details().at("/result/" + name));
            }
        }
        return data;
    }

    private static void fire(Session session, String statement, Handover handover, long at) throws SQLException {
        session.bind(statement, TaskQueue.laneOf(handover.target()), at, at, handover.id())
                .executeUpdate();
    }

    private void undo(
            Session session, String id, String client, String connector, String target, HandoverState to, long at)
            throws SQLException {
        if (UNDONE.contains(to) && undoes.test(connector)) {
            Planned undo = new Planned(
                    TaskQueue.UNDO_NUMBER,
                    TaskQueue.UNDO,
                    TaskQueue.laneOf(target),
                    Awaits.NOTHING,
                    Json.object().put("target", target));
            insert(session, id, client, undo, Instant.ofEpochMilli(at));
        }
    }

    private static void insert(Session session, String id, String client, Planned task, @Nullable Instant since)
            throws SQLException {
        Long due = since == null ? null : since.toEpochMilli();
        session.bind(
                        TaskSql.INSERT,
                        id,
                        task.number(),
                        client,
                        task.kind(),
                        task.lane(),
                        task.awaits().word(),
                        Json.write(task.details()),
                        due,
                        due)
                .executeUpdate();
    }
}

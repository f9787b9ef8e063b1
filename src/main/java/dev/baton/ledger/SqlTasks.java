package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.TaskQueue.Awaits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tasks in the ledger's database. */
final class SqlTasks implements TaskQueue {

    private static final String MADE = TaskSql.fire(Awaits.TASK);
    private static final String NOT_MADE = TaskSql.skip(Awaits.TASK);

    private final TaskSql sql;
    private final Dialect dialect;
    private final TaskWrites writes;
    private final Reads reads;
    private final IntFunction<GroupCommit> writers;

    /** @param writers the writer for a hash */
    SqlTasks(Dialect dialect, TaskWrites writes, Reads reads, IntFunction<GroupCommit> writers) {
        this.sql = new TaskSql(dialect);
        this.dialect = dialect;
        this.writes = writes;
        this.reads = reads;
        this.writers = writers;
    }

    @Override
    public void undoes(Predicate<String> connector) {
        writes.undoes(connector);
    }

    @Override
    public List<String> lanes(Instant now, Collection<String> except, int limit) {
        return reads.all(sql.lanes, row -> row.getString("lane"), now.toEpochMilli(), dialect.list(except), limit);
    }

    @Override
    public CompletableFuture<List<Due>> claim(String lane, Instant now, Instant leaseUntil, int limit) {
        // As with callbacks: of the locks of one process, those on rows of other writers are all this one's.
        return writers.apply(0)
                .submit(session -> Rows.all(
                        session.bind(sql.claim, lane, now.toEpochMilli(), limit, leaseUntil.toEpochMilli()),
                        SqlTasks::due));
    }

    @Override
    public CompletableFuture<Boolean> again(
            Due due, String lane, ObjectNode details, int attempts, int refusals, Instant at) {
        String text = Json.write(details);
        return writer(due)
                .submit(session -> session.bind(
                                        TaskSql.AGAIN,
                                        lane,
                                        text,
                                        attempts,
                                        refusals,
                                        at.toEpochMilli(),
                                        due.handoverId(),
                                        due.number(),
                                        due.lease().toEpochMilli())
                                .executeUpdate()
                        == 1);
    }

    @Override
    public CompletableFuture<Boolean> end(Due due, State state, ObjectNode details, Instant at) {
        String text = Json.write(details);
        return writer(due).submit(session -> end(session, due, state, text, details, at.toEpochMilli()));
    }

    private boolean end(Session session, Due due, State state, String text, ObjectNode details, long at)
            throws SQLException {
        // The handover first, as its own steps do, so that two processes never wait for each other.
        Rows.one(session.bind(sql.lock, due.handoverId()), row -> row.getString("id"));
        boolean mine = session.bind(
                                TaskSql.END,
                                state.wireName(),
                                text,
                                at,
                                due.handoverId(),
                                due.number(),
                                due.lease().toEpochMilli())
                        .executeUpdate()
                == 1;
        if (mine && due.kind().equals(CREATE_TASK)) {
            if (state == State.DONE) {
                String lane = TaskQueue.laneOf(details.at("/result/by").asText());
                session.bind(MADE, lane, at, at, due.handoverId()).executeUpdate();
            } else {
                session.bind(NOT_MADE, at, due.handoverId()).executeUpdate();
            }
        }
        if (mine) {
            writes.tell(session, due.handoverId());
        }
        return mine;
    }

    @Override
    public Map<String, List<Task>> of(Collection<String> handoverIds) {
        return handoverIds.isEmpty()
                ? Map.of()
                : reads.all(sql.of, TaskWrites::task, dialect.list(handoverIds)).stream()
                        .collect(Collectors.groupingBy(Task::handoverId));
    }

    @Override
    public long waitingCount() {
        return reads.count(TaskSql.COUNT_WAITING);
    }

    private GroupCommit writer(Due due) {
        return writers.apply(due.handoverId().hashCode());
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getString("handover_id"),
                row.getInt("number"),
                row.getString("client"),
                row.getString("kind"),
                row.getString("lane"),
                Json.read(row.getString("details")),
                row.getInt("attempts"),
                row.getInt("refusals"),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("next_at")));
    }
}

package dev.baton.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The callbacks in the ledger's database. */
final class SqlCallbacks implements CallbackQueue {
    private final CallbackSql sql;
    private final Dialect dialect;
    private final Reads reads;
    private final Function<Integer, GroupCommit> writers;

    /** @param writers the writer for a hash */
    SqlCallbacks(Dialect dialect, Reads reads, Function<Integer, GroupCommit> writers) {
        this.sql = new CallbackSql(dialect);
        this.dialect = dialect;
        this.reads = reads;
        this.writers = writers;
    }

    @Override
    public List<Lane> lanes(Instant now, Collection<Lane> except, int limit) {
        String others = dialect.list(except.stream().map(Lane::text).toList());
        return reads.all(sql.lanes, row -> Lane.of(row.getString("lane")), now.toEpochMilli(), others, limit);
    }

    @Override
    public CompletableFuture<List<Due>> claim(
            Lane lane, Instant now, Instant waitingSince, Instant leaseUntil, int limit) {
        // Of the locks of one process, those on rows of other writers are all this one's: it never waits in a circle.
        return writers.apply(0)
                .submit(session -> Rows.all(
                        session.bind(
                                sql.claim,
                                lane.text(),
                                now.toEpochMilli(),
                                waitingSince.toEpochMilli(),
                                limit,
                                leaseUntil.toEpochMilli()),
                        SqlCallbacks::due));
    }

    @Override
    public CompletableFuture<Boolean> told(Due due, int nextSequence, Instant now) {
        long at = now.toEpochMilli();
        return write(due, CallbackSql.TOLD, nextSequence, nextSequence, at, nextSequence, at);
    }

    @Override
    public CompletableFuture<Boolean> again(Due due, int attempts, int refusals, Instant at) {
        return write(due, CallbackSql.AGAIN, attempts, refusals, at.toEpochMilli());
    }

    @Override
    public CompletableFuture<Boolean> end(Due due) {
        return write(due, CallbackSql.END);
    }

    @Override
    public long waitingCount() {
        return reads.count(CallbackSql.COUNT_WAITING);
    }

    /** @param parameters those before the handover and its lease, which every such statement ends with */
    private CompletableFuture<Boolean> write(Due due, String statement, Object... parameters) {
        Object[] all = Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = due.handoverId();
        all[parameters.length + 1] = due.lease().toEpochMilli();
        return writers.apply(due.handoverId().hashCode())
                .submit(session -> session.bind(statement, all).executeUpdate() == 1);
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getString("handover_id"),
                Lane.of(row.getString("lane")),
                row.getInt("next_sequence"),
                row.getInt("attempts"),
                row.getInt("refusals"),
                Instant.ofEpochMilli(row.getLong("next_at")));
    }
}

package dev.baton.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What is done with many handovers at once: recovery, purge, publication. */
final class UpkeepWrites {
    private final Dialect dialect;
    private final LedgerSql sql;
    private final CallbackSql callbacks;
    private final TaskSql tasks;
    private final InFlight inFlight;

    UpkeepWrites(Dialect dialect, LedgerSql sql, InFlight inFlight) {
        this.dialect = dialect;
        this.sql = sql;
        this.callbacks = new CallbackSql(dialect);
        this.tasks = new TaskSql(dialect);
        this.inFlight = inFlight;
    }

    GroupCommit.Work<List<StoredHandover>> takeOver(Instant now, Instant leaseUntil, int limit, Set<String> except) {
        long at = now.toEpochMilli();
        String others = dialect.list(except);
        return session -> {
            List<StoredHandover> taken = Rows.all(
                    session.bind(sql.takeOver, at, at, others, limit, leaseUntil.toEpochMilli()), Rows::stored);
            taken.forEach(stored -> inFlight.remember(stored.handover()));
            taken.sort(Comparator.comparing(
                            (StoredHandover stored) -> stored.handover().requestedAt())
                    .thenComparing(stored -> stored.handover().id()));
            return taken;
        };
    }

    GroupCommit.Work<Ledger.Purged> purge(Instant before, int limit) {
        return session -> {
            session.flush();
            List<String> ids =
                    Rows.all(session.bind(sql.purge, before.toEpochMilli(), limit), row -> row.getString("id"));
            if (ids.isEmpty()) {
                return new Ledger.Purged(0, 0);
            }
            String list = dialect.list(ids);
            session.bind(callbacks.delete, list).executeUpdate();
            session.bind(tasks.delete, list).executeUpdate();
            List<Integer> published = Rows.all(session.bind(sql.deleteEvents, list), row -> row.getInt("published"));
            return new Ledger.Purged(ids.size(), (int)
                    published.stream().filter(flag -> flag == 0).count());
        };
    }

    GroupCommit.Work<Integer> markPublished(List<Long> positions) {
        String list = dialect.list(positions);
        return session -> session.bind(sql.markPublished, list).executeUpdate();
    }
}

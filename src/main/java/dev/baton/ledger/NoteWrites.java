package dev.baton.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What is told of a handover and changes no state. */
final class NoteWrites {
    private final LedgerSql sql;

    NoteWrites(LedgerSql sql) {
        this.sql = sql;
    }

    /** As {@link MoveWrites#advance}, for what changes no state. */
    GroupCommit.Work<Optional<StoredHandover>> note(String id, Function<StoredHandover, Optional<Act>> step) {
        return session -> {
            Optional<StoredHandover> found = Rows.one(session.bind(sql.findForUpdate, id), Rows::stored);
            Optional<Act> act = found.flatMap(step);
            return act.isPresent() && note(session, found.get(), act.get())
                    ? Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored)
                    : Optional.empty();
        };
    }

    /** @return false when it was purged, or too much was noted already */
    boolean note(Session session, StoredHandover found, Act act) throws SQLException {
        String id = found.handover().id();
        Optional<Integer> sequence = Rows.one(
                session.bind(LedgerSql.NOTE, Json.writeOrNull(act.outcome()), id), row -> row.getInt("sequence"));
        if (sequence.isEmpty()) {
            return false;
        }
        long at = act.at().toEpochMilli();
        session.append(id, sequence.get(), found.state(), at, Json.write(act.data()), act.name());
        CallbackWrites.wake(session, found.handover(), at, sequence.get());
        return true;
    }

    /** Only when it gains something worth a write. */
    GroupCommit.Work<Boolean> renew(String id, Instant until, Instant at, Duration worth) {
        long now = at.toEpochMilli();
        return session -> session.bind(
                                LedgerSql.RENEW,
                                until.toEpochMilli(),
                                now,
                                now,
                                id,
                                until.minus(worth).toEpochMilli())
                        .executeUpdate()
                == 1;
    }
}

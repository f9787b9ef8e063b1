package dev.baton.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Where a handover goes on.
 *
 * @param connector the kind of the new target
 * @param fallback what is still to be tried after it
 */
public record Reroute(String target, String connector, List<String> fallback) {

    public Reroute {
        fallback = List.copyOf(fallback);
    }

    /** Gives a handover that has just been moved to its new target. */
    Optional<StoredHandover> apply(Session session, String id, InFlight inFlight) throws SQLException {
        session.bind(LedgerSql.REROUTE, target, connector, Rows.joined(fallback), id)
                .executeUpdate();
        // What is held knows the old target, and what is read now is not committed yet.
        inFlight.forget(id);
        return Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored);
    }
}

package dev.baton.ledger;

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

    /** @param move what moves the handover on, if it may be moved */
    GroupCommit.Work<Optional<StoredHandover>> after(
            GroupCommit.Work<Optional<StoredHandover>> move, String id, InFlight inFlight) {
        return session -> {
            if (move.run(session).isEmpty()) {
                return Optional.empty();
            }
            session.bind(LedgerSql.REROUTE, target, connector, Rows.joined(fallback), id)
                    .executeUpdate();
            // What is held knows the old target, and what is read now is not committed yet.
            inFlight.forget(id);
            return Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored);
        };
    }
}

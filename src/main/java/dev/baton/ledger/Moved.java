package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a move changed. */
record Moved(int sequence, long at, @Nullable ObjectNode outcome, @Nullable Instant leaseUntil, int acts) {

    static Moved read(ResultSet row) throws SQLException {
        return new Moved(
                row.getInt("sequence"),
                row.getLong("updated_at"),
                Json.readOrNull(row.getString("outcome")),
                Rows.time(row, "lease_until"),
                row.getInt("acts"));
    }

    StoredHandover stored(Handover handover, Transition made) {
        return new StoredHandover(
                handover,
                made.to(),
                sequence,
                outcome,
                Instant.ofEpochMilli(at),
                made.awaits() ? made.leaseUntil() : null,
                Leases.isTimed(made.to()) ? leaseUntil : null,
                acts);
    }
}

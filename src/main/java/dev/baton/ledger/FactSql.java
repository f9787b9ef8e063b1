package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements about facts, in the words of one database. */
final class FactSql {
    private static final String COLUMNS =
            "SELECT h.id, h.client, h.channel, h.step, h.target, h.first_target, h.reason,"
                    + " h.language, h.fired, h.disposition, h.state, h.is_open, h.requested_at, h.taken_at, h.assigned_at, h.updated_at";
    private static final String UNPACKED = "report_due d JOIN handover h ON h.id = d.handover_id";
    private static final String WITHIN = " h.requested_at >= ? AND h.requested_at < ?";

    static final String OPEN = COLUMNS + " FROM handover h WHERE h.is_open = 1 AND" + WITHIN;
    static final String DUE = COLUMNS + " FROM " + UNPACKED + " WHERE" + WITHIN;
    static final String PARTS = "SELECT facts FROM report_part WHERE until_at >= ? AND from_at < ?";
    static final String OLDEST = COLUMNS + " FROM " + UNPACKED + " ORDER BY d.handover_id LIMIT ?";
    static final String RATINGS = COLUMNS
            + ", r.about, r.handovers, r.number, r.total FROM rating r JOIN handover h ON h.id = r.handover_id"
            + " WHERE r.requested_at >= ? AND r.requested_at < ?";
    static final String RATE = "INSERT INTO rating (handover_id, about, requested_at, handovers, number, total)"
            + " VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (handover_id, about) DO UPDATE SET"
            + " handovers = rating.handovers + excluded.handovers, number = rating.number + 1,"
            + " total = rating.total + excluded.total";
    static final String COUNT_DUE = "SELECT count(*) FROM report_due";
    static final String COUNT_DUE_UP_TO = "SELECT count(*) FROM (SELECT 1 FROM report_due LIMIT ?) AS due";
    static final String INSERT_PART = "INSERT INTO report_part (from_at, until_at, facts) VALUES (?, ?, ?)";

    final String take;
    final String takeRatings;

    FactSql(Dialect dialect) {
        take = "DELETE FROM report_due WHERE handover_id " + dialect.anyOf("text") + " RETURNING handover_id";
        takeRatings = "DELETE FROM rating WHERE handover_id " + dialect.anyOf("text")
                + " RETURNING handover_id, about, requested_at, handovers, number, total";
    }

    static FactPart.Entry entry(ResultSet row) throws SQLException {
        long requestedAt = row.getLong("requested_at");
        long end = row.getInt("is_open") == 1 ? Fact.NEVER : row.getLong("updated_at") - requestedAt;
        Fact fact =
                new Fact(requestedAt, after(row, "taken_at", requestedAt), after(row, "assigned_at", requestedAt), end);
        return new FactPart.Entry(facet(row), fact);
    }

    /** Of a row of {@link #RATINGS} or {@link #takeRatings}. */
    static Rating rating(ResultSet row) throws SQLException {
        return new Rating(
                row.getLong("requested_at"),
                row.getString("about").equals("agent"),
                row.getInt("handovers"),
                row.getInt("number"),
                row.getInt("total"));
    }

    static Facet facet(ResultSet row) throws SQLException {
        return new Facet(
                row.getString("client"),
                row.getString("channel"),
                row.getString("step"),
                row.getString("target"),
                row.getString("first_target"),
                row.getString("reason"),
                row.getString("language"),
                row.getString("fired"),
                row.getString("disposition"),
                HandoverState.of(row.getString("state")));
    }

    private static long after(ResultSet row, String column, long start) throws SQLException {
        long at = row.getLong(column);
        // A clock that was set back is no reason for a negative time.
        return row.wasNull() ? Fact.NEVER : Math.max(0, at - start);
    }
}

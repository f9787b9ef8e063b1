package dev.baton.ledger;

/** The statements about callbacks, in the words of one database. */
final class CallbackSql {

    static final String INSERT = "INSERT INTO callback (handover_id, lane, next_sequence, last_sequence, attempts,"
            + " refusals, next_at, waiting_since) VALUES (?, ?, 1, 1, 0, 0, ?, ?)";
    // The row's own last_sequence: whoever ends a lease meanwhile waits for this row, and sees the new number then.
    private static final String WAKE = "UPDATE callback SET waiting_since = CASE WHEN next_at IS NULL THEN"
            + " CAST(? AS bigint) ELSE waiting_since END, next_at = coalesce(next_at, CAST(? AS bigint)), last_sequence = ";
    static final String WAKE_ONE = WAKE + "? WHERE handover_id = ?";
    static final String TOLD = "UPDATE callback SET next_sequence = ?, attempts = 0, refusals = 0,"
            + " next_at = CASE WHEN last_sequence >= ? THEN CAST(? AS bigint) END,"
            + " waiting_since = CASE WHEN last_sequence >= ? THEN CAST(? AS bigint) END"
            + " WHERE handover_id = ? AND next_at = ?";
    static final String AGAIN =
            "UPDATE callback SET attempts = ?, refusals = ?, next_at = ? WHERE handover_id = ? AND next_at = ?";
    static final String END = "DELETE FROM callback WHERE handover_id = ? AND next_at = ?";
    static final String COUNT_WAITING = "SELECT count(*) FROM callback WHERE next_at IS NOT NULL";

    final String wakeAll;
    final String delete;
    final String lanes;
    final String claim;

    CallbackSql(Dialect dialect) {
        wakeAll = WAKE + "(SELECT sequence FROM handover WHERE id = handover_id) WHERE handover_id "
                + dialect.anyOf("text");
        delete = "DELETE FROM callback WHERE handover_id " + dialect.anyOf("text");
        lanes = "SELECT lane FROM callback WHERE next_at <= ? AND NOT (lane " + dialect.anyOf("text")
                + ") GROUP BY lane ORDER BY min(next_at) LIMIT ?";
        claim = "WITH due AS MATERIALIZED (SELECT handover_id FROM callback WHERE lane = ? AND next_at <= ?"
                + " AND waiting_since <= ? ORDER BY next_at LIMIT ? " + dialect.skipLocked
                + ") UPDATE callback SET next_at = ? WHERE handover_id IN (SELECT handover_id FROM due)"
                + " RETURNING handover_id, lane, next_sequence, attempts, refusals, next_at";
    }
}

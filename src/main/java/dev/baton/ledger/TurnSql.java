package dev.baton.ledger;

/** The statements about turns, in the words of one database. */
final class TurnSql {

    private static final String NEWEST = "(SELECT id FROM handover WHERE client = ? AND conversation_id = ?"
            + " ORDER BY requested_at DESC, id DESC LIMIT 1)";
    private static final String COLUMNS = "failed_attempts, low_confidence, negative, handover_id, answered";

    /** Whoever comes second waits here for the first, where two can write at all. */
    static final String BEGIN = "INSERT INTO turn_memory (client, conversation_id, failed_attempts, low_confidence,"
            + " negative, answered, updated_at) VALUES (?, ?, 0, 0, 0, '[]', ?) ON CONFLICT DO NOTHING";

    static final String SAVE = "UPDATE turn_memory SET failed_attempts = ?, low_confidence = ?, negative = ?,"
            + " handover_id = ?, answered = ?, updated_at = ? WHERE client = ? AND conversation_id = ?";
    static final String FIND = "SELECT " + COLUMNS + ", " + NEWEST
            + " AS newest FROM turn_memory WHERE client = ? AND conversation_id = ?";

    final String findForUpdate;
    final String forget;

    TurnSql(Dialect dialect) {
        findForUpdate = FIND + dialect.forUpdate;
        forget = "WITH old AS MATERIALIZED (SELECT client, conversation_id FROM turn_memory WHERE updated_at < ?"
                + " ORDER BY updated_at LIMIT ? " + dialect.skipLocked
                + ") DELETE FROM turn_memory WHERE (client, conversation_id) IN (SELECT client, conversation_id FROM old)";
    }
}

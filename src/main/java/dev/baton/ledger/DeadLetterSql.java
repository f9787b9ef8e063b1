package dev.baton.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements about dead letters, in the words of one database. */
final class DeadLetterSql {

    private static final String DEAD = "state = 'failed' AND message IS NOT NULL";

    // The id leads SQLite to the index of the open ones, which begins with it.
    static final String COUNT_OPEN = "SELECT count(*) FROM handover WHERE " + DEAD + " AND settled IS NULL AND id > ''";
    static final String FIND = LedgerSql.FIND_BY_ID + " AND state = 'failed'";
    // The time of its failure stays: it is kept as long as if nothing had been done.
    static final String SETTLE = "UPDATE handover SET settled = ?, outcome = ?, sequence = sequence + 1 WHERE id = ?"
            + " RETURNING sequence";

    /** Everything but the message, which may be a megabyte long. */
    private static final String LISTED = LedgerSql.COLUMNS.replace(" message,", " NULL AS message,");

    final String findForUpdate;
    private final String failureClass;

    DeadLetterSql(Dialect dialect) {
        findForUpdate = LedgerSql.FIND_BY_ID + dialect.forUpdate;
        failureClass = dialect.failureClass();
    }

    /** @param parameters what the text has a question mark for */
    record Statement(String text, Object[] parameters) {}

    /** Its conditions are those of the partial indexes, so that only dead letters are looked at. */
    Statement list(DeadLetters.Query query) {
        StringBuilder text = new StringBuilder("SELECT " + LISTED + " FROM handover WHERE " + DEAD);
        List<Object> parameters = new ArrayList<>();
        if (!query.all()) {
            text.append(" AND settled IS NULL");
        }
        add(text, parameters, "client = ?", query.client());
        add(text, parameters, "id < ?", query.after());
        add(text, parameters, "target = ?", query.target());
        add(text, parameters, failureClass + " = ?", query.failureClass());
        add(
                text,
                parameters,
                "requested_at < ?",
                query.before() == null ? null : query.before().toEpochMilli());
        parameters.add(query.limit());
        return new Statement(text.append(" ORDER BY id DESC LIMIT ?").toString(), parameters.toArray());
    }

    private static void add(StringBuilder text, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            text.append(" AND ").append(condition);
            parameters.add(value);
        }
    }
}

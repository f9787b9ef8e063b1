package dev.baton.ledger;

import dev.baton.ledger.TaskQueue.Awaits;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The statements about tasks, in the words of one database. */
final class TaskSql {

    static final String INSERT = "INSERT INTO task (handover_id, number, client, kind, lane, awaits, state, details,"
            + " attempts, refusals, next_at, since, told) VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, 0, 0,"
            + " CAST(? AS bigint), CAST(? AS bigint), 0) ON CONFLICT DO NOTHING";
    static final String AGAIN = "UPDATE task SET lane = ?, details = ?, attempts = ?, refusals = ?, next_at = ?"
            + " WHERE handover_id = ? AND number = ? AND next_at = ?";
    static final String END = "UPDATE task SET state = ?, details = ?, attempts = attempts + 1, ended_at = ?,"
            + " next_at = NULL WHERE handover_id = ? AND number = ? AND next_at = ?";
    static final String UNTOLD = "SELECT handover_id, number, kind, state, details, attempts, ended_at FROM task"
            + " WHERE handover_id = ? AND told = 0 AND state IN ('done', 'failed') ORDER BY ended_at, number";
    static final String TOLD = "UPDATE task SET told = 1 WHERE handover_id = ? AND number = ?";

    /** While a delivery goes on, it alone counts the handover's events: it must find the handover as it left it. */
    static final String NEXT_EVENT = "UPDATE handover SET sequence = sequence + 1, acts = acts + 1 WHERE id = ?"
            + " AND state NOT IN ('requested', 'delivering', 'retrying') RETURNING sequence, state, updated_at";

    static final String COUNT_WAITING = "SELECT count(*) FROM task WHERE next_at IS NOT NULL";

    private static final String FIRE = "UPDATE task SET awaits = NULL, lane = coalesce(lane, ?), next_at = ?,"
            + " since = ? WHERE handover_id = ? AND state = 'waiting' AND awaits IN ";
    private static final String SKIP = "UPDATE task SET awaits = NULL, state = 'skipped', ended_at = ?"
            + " WHERE handover_id = ? AND state = 'waiting' AND awaits IN ";

    final String lanes;
    final String claim;
    final String of;
    final String delete;
    final String lock;

    TaskSql(Dialect dialect) {
        lanes = "SELECT lane FROM task WHERE next_at <= ? AND NOT (lane " + dialect.anyOf("text")
                + ") GROUP BY lane ORDER BY min(next_at) LIMIT ?";
        claim = "WITH due AS MATERIALIZED (SELECT handover_id, number FROM task WHERE lane = ? AND next_at <= ?"
                + " ORDER BY next_at LIMIT ? " + dialect.skipLocked + ") UPDATE task SET next_at = ?"
                + " WHERE (handover_id, number) IN (SELECT handover_id, number FROM due)"
                + " RETURNING handover_id, number, client, kind, lane, details, attempts, refusals, since, next_at";
        of = "SELECT handover_id, number, kind, state, details, attempts, ended_at FROM task WHERE handover_id "
                + dialect.anyOf("text") + " ORDER BY handover_id, number";
        delete = "DELETE FROM task WHERE handover_id " + dialect.anyOf("text");
        lock = "SELECT id FROM handover WHERE id = ?" + dialect.forUpdate;
    }

    /** What awaits one of these is due. */
    static String fire(Awaits... happened) {
        return FIRE + words(happened);
    }

    /** What awaits one of these never is. */
    static String skip(Awaits... impossible) {
        return SKIP + words(impossible);
    }

    private static String words(Awaits... awaits) {
        return Arrays.stream(awaits).map(Awaits::word).collect(Collectors.joining("', '", "('", "')"));
    }
}

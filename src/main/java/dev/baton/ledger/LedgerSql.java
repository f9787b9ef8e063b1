package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Every statement of the ledger, in the words of one database. */
final class LedgerSql {
    static final String COLUMNS = "id, client, idempotency_key, fingerprint, channel, conversation_id, step,"
            + " target, connector, state, sequence, requested_at, updated_at, message, receipt, outcome, awaits, lease_until,"
            + " fallback, token, acts";

    /** Twice for each handover; only as many as our code has moves. */
    private static final Map<Move, String> MOVES = new ConcurrentHashMap<>();

    private record Move(Set<HandoverState> from, HandoverState to) {}

    /** A time of two parameters that are the same; the clock may have been set back since the step before. */
    private static final String LATER = "CASE WHEN updated_at > ? THEN updated_at ELSE ? END";

    static final String INSERT_HANDOVER =
            "INSERT INTO handover (id, client, idempotency_key, fingerprint, channel, conversation_id, step, target,"
                    + " connector, fallback, state, is_open, sequence, requested_at, updated_at, owner, lease_until,"
                    + " awaits, message, receipt, token, reason, language, fired)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested', 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
    static final String HOPS = "SELECT count(taken_at) FROM (SELECT taken_at FROM handover WHERE client = ?"
            + " AND conversation_id = ? AND requested_at > ? ORDER BY requested_at DESC, id DESC LIMIT "
            + Hops.LOOKED_AT
            + ") AS recent";
    static final String INSERT_EVENT =
            "INSERT INTO handover_event (handover_id, sequence, state, at, data, act) VALUES (?, ?, ?, ?, ?, ?)";
    /** Stores a handover unless its conversation has gone to humans too often. */
    static final String INSERT_WITHIN_HOPS = INSERT_HANDOVER
            .replace(" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ", " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ")
            .replace("?) ON CONFLICT", "? WHERE (" + LedgerSql.HOPS + ") < ? ON CONFLICT");

    static final String REROUTE = "UPDATE handover SET first_target = coalesce(first_target, target), target = ?,"
            + " connector = ?, fallback = ? WHERE id = ?";
    static final String FIND_BY_ID = "SELECT " + COLUMNS + " FROM handover WHERE id = ?";
    static final String FIND = FIND_BY_ID + " AND client = ?";
    static final String FIND_BY_TOKEN = "SELECT " + COLUMNS + " FROM handover WHERE token = ?";
    /** What was done to it is kept only as long as what it was, and not without end. */
    static final String NOTE = "UPDATE handover SET sequence = sequence + 1, acts = acts + 1,"
            + " outcome = coalesce(?, outcome) WHERE id = ? AND message IS NOT NULL"
            + " AND acts < 1000 RETURNING sequence";

    static final String RENEW = "UPDATE handover SET lease_until = ?,"
            + " updated_at = CASE WHEN updated_at > ? THEN updated_at ELSE ? END"
            + " WHERE id = ? AND state IN ('assigned', 'active') AND lease_until < ?";
    static final String CLOSE_TOKEN = "UPDATE handover SET token = NULL WHERE id = ? AND token IS NOT NULL";
    static final String DUE = "SELECT id FROM handover WHERE state IN ('accepted', 'queued', 'assigned', 'active')"
            + " AND lease_until <= ? ORDER BY lease_until LIMIT ?";
    static final String FORGOTTEN = "SELECT id FROM handover WHERE is_open = 1 AND updated_at < ?"
            + " AND (lease_until IS NULL OR lease_until <= ?) ORDER BY updated_at LIMIT ?";
    static final String HURRY = "UPDATE handover SET owner = ?, lease_until = ?, awaits = 0"
            + " WHERE id = ? AND client = ? AND state = 'requested' AND awaits = 1 RETURNING id";
    static final String FIND_BY_KEY = "SELECT " + COLUMNS + " FROM handover WHERE client = ? AND idempotency_key = ?";
    static final String FIND_OPEN =
            "SELECT " + COLUMNS + " FROM handover WHERE client = ? AND conversation_id = ? AND is_open = 1";
    static final String FIND_BY_CONVERSATION = "SELECT " + COLUMNS
            + " FROM handover WHERE client = ? AND conversation_id = ? ORDER BY requested_at DESC, id DESC LIMIT ?";
    static final String HISTORY =
            "SELECT handover_id, sequence, state, at, data, act FROM handover_event WHERE handover_id = ? ORDER BY sequence";
    static final String UNPUBLISHED =
            "SELECT e.position, h.client, h.conversation_id, e.handover_id, e.sequence, e.state, e.at, e.data, e.act"
                    + " FROM handover_event e JOIN handover h ON h.id = e.handover_id"
                    + " WHERE e.published = 0 ORDER BY e.position LIMIT ?";
    static final String COUNT_UNPUBLISHED = "SELECT count(*) FROM handover_event WHERE published = 0";
    static final String COUNT_OPEN = "SELECT count(*) FROM handover WHERE is_open = 1";

    static final String COUNT_UNDELIVERED = "SELECT target, count(*) AS number FROM handover"
            + " WHERE state IN ('requested', 'delivering', 'retrying') GROUP BY target";

    final String takeOver;
    final String findForUpdate;
    final String findByReference;
    final String purge;
    final String deleteEvents;
    final String markPublished;

    /** @param owner the present process; a word without quotes */
    LedgerSql(Dialect dialect, String owner) {
        findForUpdate = FIND_BY_ID + dialect.forUpdate;
        findByReference = "SELECT id FROM handover WHERE target = ? AND is_open = 1 AND " + dialect.reference()
                + " ORDER BY requested_at DESC, id DESC LIMIT 1";
        takeOver = due(
                        "state IN ('requested', 'delivering', 'retrying') AND " + dialect.leaseIsVoid(owner)
                                + " AND NOT (target " + dialect.anyOf("text") + ")",
                        "requested_at, id",
                        dialect)
                + "UPDATE handover SET owner = '" + owner + "', lease_until = ?,"
                // What waited for its time waits no longer; what waits for the target's word still does.
                + " awaits = CASE WHEN state = 'delivering' THEN awaits ELSE 0 END"
                + " WHERE id IN (SELECT id FROM due) RETURNING " + COLUMNS;
        purge = due("is_open = 0 AND message IS NOT NULL AND updated_at < ?", "updated_at", dialect)
                + "UPDATE handover SET message = NULL, receipt = NULL, outcome = NULL, token = NULL, feedback = NULL"
                + " WHERE id IN (SELECT id FROM due) RETURNING id";
        deleteEvents = "DELETE FROM handover_event WHERE handover_id " + dialect.anyOf("text") + " RETURNING published";
        markPublished =
                "UPDATE handover_event SET published = 1 WHERE published = 0 AND position " + dialect.anyOf("bigint");
    }

    /**
     * @return with two times of the move after the state, two more for each of {@link #firsts}, and its disposition if it
     *     {@link #hasDisposition}
     */
    static String move(Set<HandoverState> from, HandoverState to) {
        return MOVES.computeIfAbsent(new Move(Set.copyOf(from), to), move -> text(move.from, move.to));
    }

    private static String text(Set<HandoverState> from, HandoverState to) {
        // The states are our own words, so that the text stays the same for the same set and is prepared once.
        String states = from.stream()
                .sorted()
                .map(state -> "'" + state.wireName() + "'")
                .collect(Collectors.joining(", "));
        return "UPDATE handover SET state = ?, is_open = ?, sequence = sequence + 1, updated_at = " + LATER + ","
                + firsts(to).stream()
                        .map(column -> " " + column + " = coalesce(" + column + ", " + LATER + "),")
                        .collect(Collectors.joining())
                + (hasDisposition(to) ? " disposition = ?," : "")
                + " outcome = coalesce(?, outcome), owner = coalesce(?, owner), awaits = ?, "
                + Leases.of(to).sql
                + " WHERE id = ? AND target = coalesce(?, target) AND sequence - acts = coalesce(?, sequence - acts)"
                + " AND state IN ("
                + states
                + ") RETURNING sequence, updated_at, outcome, lease_until, acts";
    }

    /** The columns for the time at which this state, or one that tells as much, was first reached. */
    static List<String> firsts(HandoverState to) {
        return switch (to) {
            case ACCEPTED, QUEUED, COMPLETED, RETURNED -> List.of("taken_at");
            case ASSIGNED, ACTIVE -> List.of("taken_at", "assigned_at");
            default -> List.of();
        };
    }

    /** Whether this is an end of which somebody says how it was. */
    static boolean hasDisposition(HandoverState to) {
        return to == HandoverState.COMPLETED || to == HandoverState.RETURNED;
    }

    /** MATERIALIZED: a planner that repeats the inner query would lock more rows than the limit. */
    private static String due(String condition, String order, Dialect dialect) {
        return "WITH due AS MATERIALIZED (SELECT id FROM handover WHERE " + condition + " ORDER BY " + order
                + " LIMIT ? " + dialect.skipLocked + ") ";
    }
}

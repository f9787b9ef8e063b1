package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The conversations in the ledger's database. */
final class SqlConversations implements ConversationRecords {

    private static final String BRIEF = "h.id, h.state, h.updated_at, h.lease_until";
    static final String STANDING = "SELECT " + BRIEF + ", c.paused_until FROM (SELECT 1 AS it) AS one"
            + " LEFT JOIN handover h ON h.client = ? AND h.conversation_id = ? AND h.is_open = 1"
            + " LEFT JOIN conversation c ON c.client = ? AND c.conversation_id = ?";
    static final String NEWEST = "SELECT " + BRIEF + ", h.is_open FROM handover h WHERE h.client = ?"
            + " AND h.conversation_id = ? ORDER BY h.requested_at DESC, h.id DESC LIMIT 1";
    static final String PAUSE = "INSERT INTO conversation (client, conversation_id, paused_until) VALUES (?, ?, ?)"
            + " ON CONFLICT (client, conversation_id) DO UPDATE SET paused_until ="
            + " CASE WHEN conversation.paused_until > excluded.paused_until THEN conversation.paused_until"
            + " ELSE excluded.paused_until END RETURNING paused_until";
    static final String RUNNING =
            "SELECT paused_until FROM conversation WHERE client = ? AND conversation_id = ? AND paused_until > ?";
    static final String RESUME =
            "DELETE FROM conversation WHERE client = ? AND conversation_id = ? AND paused_until <= ? RETURNING paused_until";
    static final String OVER = "SELECT client, conversation_id, paused_until FROM conversation WHERE paused_until <= ?"
            + " ORDER BY paused_until LIMIT ?";

    private final Writes writes;
    private final Reads reads;
    private final IntFunction<GroupCommit> writers;
    private final String findForUpdate;

    /** @param writers the writer for a hash */
    SqlConversations(Writes writes, Reads reads, IntFunction<GroupCommit> writers) {
        this.writes = writes;
        this.reads = reads;
        this.writers = writers;
        this.findForUpdate = LedgerSql.FIND_BY_ID + writes.dialect().forUpdate;
    }

    @Override
    public Standing standing(String client, String conversationId, Instant now) {
        Standing standing = reads.all(
                        STANDING, SqlConversations::standing, client, conversationId, client, conversationId)
                .get(0);
        if (standing.pausedUntil() == null || !standing.pausedUntil().isAfter(now)) {
            return new Standing(standing.handover(), null);
        }
        return standing.handover() != null
                ? standing
                : new Standing(newest(client, conversationId).orElse(null), standing.pausedUntil());
    }

    @Override
    public CompletableFuture<Instant> pause(String client, String conversationId, Instant until, Instant at) {
        Optional<Brief> newest = newest(client, conversationId);
        ObjectNode data = Json.object().put("until", until.toString());
        return writer(client, conversationId, newest).submit(session -> {
            PreparedStatement running = session.bind(RUNNING, client, conversationId, at.toEpochMilli());
            boolean first = Rows.one(running, row -> true).isEmpty();
            Instant paused = Rows.one(
                            session.bind(PAUSE, client, conversationId, until.toEpochMilli()),
                            row -> Instant.ofEpochMilli(row.getLong("paused_until")))
                    .orElseThrow(() -> new SQLException("A pause was not stored"));
            if (newest.isPresent() && first) {
                note(session, newest.get().id(), new Act(HandoverEvent.BOT_PAUSED, at, data, null), false);
            }
            return paused;
        });
    }

    @Override
    public CompletableFuture<Boolean> resume(String client, String conversationId, Instant at) {
        return resume(new Paused(client, conversationId, Instant.ofEpochMilli(Long.MAX_VALUE)), at, "asked");
    }

    @Override
    public List<Paused> over(Instant now, int limit) {
        return reads.all(
                OVER,
                row -> new Paused(
                        row.getString("client"),
                        row.getString("conversation_id"),
                        Instant.ofEpochMilli(row.getLong("paused_until"))),
                now.toEpochMilli(),
                limit);
    }

    @Override
    public CompletableFuture<Boolean> resume(Paused found, Instant at) {
        return resume(found, at, "time");
    }

    private CompletableFuture<Boolean> resume(Paused found, Instant at, String by) {
        Optional<Brief> newest = newest(found.client(), found.conversationId());
        Act act = new Act(HandoverEvent.BOT_RESUMED, at, Json.object().put("by", by), null);
        return writer(found.client(), found.conversationId(), newest).submit(session -> {
            PreparedStatement delete = session.bind(
                    RESUME,
                    found.client(),
                    found.conversationId(),
                    found.until().toEpochMilli());
            if (Rows.one(delete, row -> row.getLong("paused_until")).isEmpty()) {
                return false;
            }
            if (newest.isPresent()) {
                note(session, newest.get().id(), act, true);
            }
            return true;
        });
    }

    /** @param ended whether it is noted only of one that has ended: while one is open, no bot resumes */
    private void note(Session session, String id, Act act, boolean ended) throws SQLException {
        Optional<StoredHandover> newest = Rows.one(session.bind(findForUpdate, id), Rows::stored);
        if (newest.isPresent() && (!ended || newest.get().state().isTerminal())) {
            writes.notes().note(session, newest.get(), act);
        }
    }

    private Optional<Brief> newest(String client, String conversationId) {
        return reads.all(NEWEST, SqlConversations::brief, client, conversationId).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Where the handover is moved, so that the locks of one process never wait for each other in a circle. */
    private GroupCommit writer(String client, String conversationId, Optional<Brief> newest) {
        return writers.apply(
                newest.map(brief -> brief.id().hashCode()).orElseGet(() -> Objects.hash(client, conversationId)));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(brief(row).orElse(null), Rows.time(row, "paused_until"));
    }

    private static Optional<Brief> brief(ResultSet row) throws SQLException {
        String id = row.getString("id");
        if (id == null) {
            return Optional.empty();
        }
        HandoverState state = HandoverState.of(row.getString("state"));
        @Nullable Instant due = Leases.isTimed(state) ? Rows.time(row, "lease_until") : null;
        return Optional.of(new Brief(id, state, Instant.ofEpochMilli(row.getLong("updated_at")), due));
    }
}

package dev.baton.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.GroupCommit.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The turns in the ledger's database. */
final class SqlTurns implements Turns {

    private final TurnSql sql;
    private final Reads reads;
    private final IntFunction<GroupCommit> writers;

    /** @param writers the writer for a hash */
    SqlTurns(Dialect dialect, Reads reads, IntFunction<GroupCommit> writers) {
        this.sql = new TurnSql(dialect);
        this.reads = reads;
        this.writers = writers;
    }

    @Override
    public CompletableFuture<Memory> advance(
            String client, String conversationId, Instant now, UnaryOperator<Memory> step) {
        Work<Memory> work = session -> {
            Kept kept = kept(session, client, conversationId, now);
            Memory after = step.apply(kept.memory());
            if (after != kept.memory()) {
                session.bind(
                                TurnSql.SAVE,
                                after.failedAttempts(),
                                after.lowConfidence(),
                                after.negative(),
                                kept.newest(),
                                text(after.answered()),
                                now.toEpochMilli(),
                                client,
                                conversationId)
                        .executeUpdate();
            }
            return after;
        };
        // Turns of one conversation, and its handovers, meet in one group instead of waiting for each other's locks.
        return writers.apply(Objects.hash(client, conversationId)).submit(work);
    }

    private Kept kept(Session session, String client, String conversationId, Instant now) throws SQLException {
        Optional<Kept> known = locked(session, client, conversationId);
        if (known.isPresent()) {
            return known.get();
        }
        session.bind(TurnSql.BEGIN, client, conversationId, now.toEpochMilli()).executeUpdate();
        return locked(session, client, conversationId)
                .orElseThrow(() -> new SQLException("The memory of a conversation's turns has vanished"));
    }

    private Optional<Kept> locked(Session session, String client, String conversationId) throws SQLException {
        return Rows.one(
                session.bind(sql.findForUpdate, client, conversationId, client, conversationId), SqlTurns::kept);
    }

    @Override
    public Memory find(String client, String conversationId) {
        return reads.all(TurnSql.FIND, SqlTurns::kept, client, conversationId, client, conversationId).stream()
                .map(Kept::memory)
                .findFirst()
                .orElse(Memory.NONE);
    }

    @Override
    public CompletableFuture<Integer> forget(Instant before, int limit) {
        return writers.apply(0).submit(session -> session.bind(sql.forget, before.toEpochMilli(), limit)
                .executeUpdate());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Memory memory = new Memory(
                row.getInt("failed_attempts"),
                row.getInt("low_confidence"),
                row.getInt("negative"),
                answered(row.getString("answered")));
        String newest = row.getString("newest");
        boolean handedOver = newest != null && !newest.equals(row.getString("handover_id"));
        return new Kept(handedOver ? memory.withoutCounts() : memory, newest);
    }

    private static List<Answered> answered(String text) throws SQLException {
        List<Answered> answered = new ArrayList<>();
        for (JsonNode one : Json.readArray(text)) {
            answered.add(new Answered(one.path("turn").asText(), (ObjectNode) one.path("answer")));
        }
        return answered;
    }

    private static String text(List<Answered> answered) {
        var array = Json.object().withArray("turns");
        answered.forEach(one -> array.addObject().put("turn", one.turnId()).set("answer", one.answer()));
        return array.toString();
    }

    /** @param newest the conversation's newest handover; absent when it has none */
    private record Kept(Memory memory, @Nullable String newest) {}
}

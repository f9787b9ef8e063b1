package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** The dead letters in the ledger's database. */
final class SqlDeadLetters implements DeadLetters {

    private final DeadLetterSql sql;
    private final Writes writes;
    private final Reads reads;
    private final IntFunction<GroupCommit> writers;

    /** @param writers the writer for a hash */
    SqlDeadLetters(Writes writes, Reads reads, IntFunction<GroupCommit> writers) {
        this.sql = new DeadLetterSql(writes.dialect());
        this.writes = writes;
        this.reads = reads;
        this.writers = writers;
    }

    @Override
    public List<StoredHandover> list(Query query) {
        DeadLetterSql.Statement list = sql.list(query);
        return reads.all(list.text(), Rows::stored, list.parameters());
    }

    @Override
    public Optional<StoredHandover> find(String id) {
        return reads.all(DeadLetterSql.FIND, Rows::stored, id).stream().findFirst();
    }

    @Override
    public CompletableFuture<Settlement> replay(String id, Handover next, Instant leaseUntil, String by) {
        GroupCommit.Work<Claim> claim = writes.claims().claim(next, leaseUntil, false, null, List.of());
        String data = Json.write(
                Json.object().put("by", by).put(REPLAYED_BY, next.id()).put("target", next.target()));
        // Where every claim of this conversation is made.
        return writers.apply(Objects.hash(next.client(), next.conversationId())).submit(session -> {
            StoredHandover failed = locked(session, id);
            if (replayedBy(failed).isPresent()) {
                return new Settlement.Before(locked(session, replayedBy(failed).get()));
            }
            if (!isOpen(failed)) {
                return new Settlement.Refused(failed);
            }
            Claim claimed = claim.run(session);
            if (claimed instanceof Claim.ConversationBusy busy) {
                return new Settlement.Busy(busy.first());
            }
            if (claimed instanceof Claim.KeyTaken taken) {
                return new Settlement.Before(taken.first());
            }
            settle(
                    session,
                    failed,
                    HandoverEvent.REPLAYED,
                    outcome(failed).put(REPLAYED_BY, next.id()),
                    data,
                    next.requestedAt());
            return new Settlement.Done(((Claim.Stored) claimed).handover());
        });
    }

    @Override
    public CompletableFuture<Settlement> discard(String id, String by, String reason, Instant at) {
        String data = Json.write(Json.object().put("by", by).put("reason", reason));
        return writers.apply(id.hashCode()).submit(session -> {
            StoredHandover failed = locked(session, id);
            if (outcome(failed).has(DISCARDED)) {
                return new Settlement.Before(failed);
            }
            if (!isOpen(failed)) {
                return new Settlement.Refused(failed);
            }
            ObjectNode outcome = outcome(failed);
            outcome.putObject(DISCARDED).put("by", by).put("reason", reason).put("at", at.toString());
            settle(session, failed, HandoverEvent.DISCARDED, outcome, data, at);
            return new Settlement.Done(locked(session, id));
        });
    }

    @Override
    public long openCount() {
        return reads.count(DeadLetterSql.COUNT_OPEN);
    }

    private StoredHandover locked(Session session, String id) throws SQLException {
        return Rows.one(session.bind(sql.findForUpdate, id), Rows::stored)
                .orElseThrow(() -> new SQLException("The handover " + id + " has vanished"));
    }

    private static void settle(
            Session session, StoredHandover failed, String act, ObjectNode outcome, String data, Instant at)
            throws SQLException {
        String id = failed.handover().id();
        int sequence = Rows.one(
                        session.bind(DeadLetterSql.SETTLE, act, Json.write(outcome), id), row -> row.getInt("sequence"))
                .orElseThrow(() -> new SQLException("The handover " + id + " has vanished"));
        session.append(id, sequence, HandoverState.FAILED, at.toEpochMilli(), data, act);
    }

    /** After the retention time the message is empty. */
    private static boolean isOpen(StoredHandover handover) {
        return handover.state() == HandoverState.FAILED
                && !handover.handover().message().isEmpty()
                && !outcome(handover).has(REPLAYED_BY)
                && !outcome(handover).has(DISCARDED);
    }

    private static Optional<String> replayedBy(StoredHandover failed) {
        return Optional.ofNullable(outcome(failed).path(REPLAYED_BY).textValue());
    }

    private static ObjectNode outcome(StoredHandover handover) {
        return handover.outcome() == null ? Json.object() : handover.outcome();
    }
}

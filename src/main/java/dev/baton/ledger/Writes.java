package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What changes the ledger. Documents become text on the caller's thread, the rest runs on the writer's. */
final class Writes {
    private static final int CLAIM_ATTEMPTS = 5;

    private final Dialect dialect;
    private final LedgerSql sql;
    private final CallbackSql callbacks;
    private final String owner;
    private final InFlight inFlight = new InFlight();

    /** @param owner names this process among those that share the ledger; a word without quotes */
    Writes(Dialect dialect, String owner) {
        this.dialect = dialect;
        this.sql = new LedgerSql(dialect, owner);
        this.callbacks = new CallbackSql(dialect);
        this.owner = owner;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The one query whose words differ between the databases. */
    String findByReference() {
        return sql.findByReference;
    }

    /** @param waits whether nobody works on it until then */
    GroupCommit.Work<Claim> claim(Handover handover, Instant leaseUntil, boolean waits) {
        String message = Json.write(handover.message());
        String receipt = Json.write(handover.receipt());
        String data = Json.write(firstEvent(handover));
        return session -> {
            for (int attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
                if (insert(session, handover, leaseUntil, waits, message, receipt)) {
                    return stored(session, handover, data, waits ? leaseUntil : null);
                }
                Optional<Claim> conflict = conflict(session, handover);
                if (conflict.isPresent()) {
                    return conflict.get();
                }
                // The other handover ended between the two statements: the conversation is free again.
            }
            throw new SQLException("The claim of " + handover.id() + " conflicts with a handover that cannot be found");
        };
    }

    GroupCommit.Work<Optional<StoredHandover>> hurry(String client, String id, Instant leaseUntil) {
        return session -> {
            PreparedStatement hurry = session.bind(LedgerSql.HURRY, owner, leaseUntil.toEpochMilli(), id, client);
            return Rows.one(hurry, row -> row.getString("id")).isEmpty()
                    ? Optional.empty()
                    : Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored);
        };
    }

    /**
     * @param target where the handover must be; null when that does not matter
     * @param sequence of its newest event; null when that does not matter
     */
    GroupCommit.Work<Optional<StoredHandover>> move(
            String id, @Nullable String target, @Nullable Integer sequence, Transition to) {
        String statement = LedgerSql.move(to.from());
        String data = Json.write(to.eventData());
        String outcome = Json.writeOrNull(to.outcome());
        return session -> {
            PreparedStatement update = session.bind(
                    statement,
                    to.to().wireName(),
                    to.to().isTerminal() ? 0 : 1,
                    to.at().toEpochMilli(),
                    to.at().toEpochMilli(),
                    outcome,
                    to.leaseUntil() == null ? null : owner,
                    millis(to.leaseUntil()),
                    to.awaits() ? 1 : 0,
                    id,
                    target,
                    sequence);
            Optional<Moved> moved = Rows.one(update, Moved::read);
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            session.append(id, moved.get().sequence(), to.to(), moved.get().at(), data);
            Handover handover = known(session, id);
            if (handover.callbackOrigin().isPresent()) {
                session.bind(
                                CallbackSql.WAKE_ONE,
                                moved.get().at(),
                                moved.get().at(),
                                moved.get().sequence(),
                                id)
                        .executeUpdate();
            }
            return to.reroute() == null
                    ? Optional.of(moved.get().stored(handover, to))
                    : to.reroute().apply(session, id, inFlight);
        };
    }

    GroupCommit.Work<Ledger.Advance> advance(String id, Function<StoredHandover, Optional<Transition>> step) {
        return session -> {
            Optional<StoredHandover> found = Rows.one(session.bind(sql.findForUpdate, id), Rows::stored);
            Optional<Transition> next = found.flatMap(step);
            return new Ledger.Advance(
                    found, next.isPresent() ? move(id, null, null, next.get()).run(session) : Optional.empty());
        };
    }

    GroupCommit.Work<List<StoredHandover>> takeOver(Instant now, Instant leaseUntil, int limit) {
        return session -> {
            List<StoredHandover> taken = Rows.all(
                    session.bind(
                            sql.takeOver, now.toEpochMilli(), now.toEpochMilli(), limit, leaseUntil.toEpochMilli()),
                    Rows::stored);
            taken.forEach(stored -> inFlight.remember(stored.handover()));
            taken.sort(Comparator.comparing(
                            (StoredHandover stored) -> stored.handover().requestedAt())
                    .thenComparing(stored -> stored.handover().id()));
            return taken;
        };
    }

    GroupCommit.Work<Integer> expire(Instant before, Instant now, int limit) {
        long time = now.toEpochMilli();
        return session -> {
            List<Expired> expired =
                    Rows.all(session.bind(sql.expire, before.toEpochMilli(), time, limit, time, time), Expired::read);
            for (Expired one : expired) {
                session.append(one.id(), one.sequence(), HandoverState.EXPIRED, one.at(), one.data());
            }
            if (!expired.isEmpty()) {
                String ids = dialect.list(expired.stream().map(Expired::id).toList());
                session.bind(callbacks.wakeAll, time, time, ids).executeUpdate();
            }
            return expired.size();
        };
    }

    GroupCommit.Work<Ledger.Purged> purge(Instant before, int limit) {
        return session -> {
            session.flush();
            List<String> ids =
                    Rows.all(session.bind(sql.purge, before.toEpochMilli(), limit), row -> row.getString("id"));
            if (ids.isEmpty()) {
                return new Ledger.Purged(0, 0);
            }
            String list = dialect.list(ids);
            session.bind(callbacks.delete, list).executeUpdate();
            List<Integer> published = Rows.all(session.bind(sql.deleteEvents, list), row -> row.getInt("published"));
            return new Ledger.Purged(ids.size(), (int)
                    published.stream().filter(flag -> flag == 0).count());
        };
    }

    GroupCommit.Work<Integer> markPublished(List<Long> positions) {
        String list = dialect.list(positions);
        return session -> session.bind(sql.markPublished, list).executeUpdate();
    }

    private boolean insert(
            Session session, Handover h, Instant leaseUntil, boolean waits, String message, String receipt)
            throws SQLException {
        long at = h.requestedAt().toEpochMilli();
        PreparedStatement insert = session.bind(
                LedgerSql.INSERT_HANDOVER,
                h.id(),
                h.client(),
                h.idempotencyKey(),
                h.fingerprint(),
                h.channel().wireName(),
                h.conversationId(),
                h.step(),
                h.target(),
                h.connector(),
                Rows.joined(h.fallback()),
                at,
                at,
                owner,
                leaseUntil.toEpochMilli(),
                waits ? 1 : 0,
                message,
                receipt,
                h.token());
        return insert.executeUpdate() == 1;
    }

    private Claim stored(Session session, Handover handover, String data, @Nullable Instant startsAt)
            throws SQLException {
        long at = handover.requestedAt().toEpochMilli();
        session.append(handover.id(), 1, HandoverState.REQUESTED, at, data);
        Optional<String> callback = handover.callbackOrigin();
        if (callback.isPresent()) {
            String lane = new CallbackQueue.Lane(handover.client(), callback.get()).text();
            session.bind(CallbackSql.INSERT, handover.id(), lane, at, at).executeUpdate();
        }
        inFlight.remember(handover);
        return new Claim.Stored(
                new StoredHandover(handover, HandoverState.REQUESTED, 1, null, Instant.ofEpochMilli(at), startsAt));
    }

    private Optional<Claim> conflict(Session session, Handover handover) throws SQLException {
        Optional<StoredHandover> sameKey = handover.idempotencyKey() == null
                ? Optional.empty()
                : Rows.one(
                        session.bind(LedgerSql.FIND_BY_KEY, handover.client(), handover.idempotencyKey()),
                        Rows::stored);
        if (sameKey.isPresent()) {
            return sameKey.map(Claim.KeyTaken::new);
        }
        return Rows.one(session.bind(LedgerSql.FIND_OPEN, handover.client(), handover.conversationId()), Rows::stored)
                .map(Claim.ConversationBusy::new);
    }

    private Handover known(Session session, String id) throws SQLException {
        Optional<Handover> held = inFlight.find(id);
        if (held.isPresent()) {
            return held.get();
        }
        Handover read = Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored)
                .map(StoredHandover::handover)
                .orElseThrow(() -> new SQLException("The handover " + id + " has vanished"));
        inFlight.remember(read);
        return read;
    }

    private static ObjectNode firstEvent(Handover handover) {
        ObjectNode data = Json.object()
                .put("channel", handover.channel().wireName())
                .put("target", handover.target())
                .put("connector", handover.connector());
        if (handover.receipt().has(DeadLetters.REPLAY_OF)) {
            data.set(DeadLetters.REPLAY_OF, handover.receipt().get(DeadLetters.REPLAY_OF));
        }
        return handover.step() == null ? data : data.put("step", handover.step());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}

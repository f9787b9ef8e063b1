package dev.baton.ledger;

import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What changes the ledger. Documents become text on the caller's thread, the rest runs on the writer's. */
final class Writes {
    private static final int CLAIM_ATTEMPTS = 5;

    private final Dialect dialect;
    private final LedgerSql sql;
    private final CallbackSql callbacks;
    private final TaskSql taskSql;
    private final TaskWrites tasks = new TaskWrites();
    private final String owner;
    private final Timers timers;
    private final InFlight inFlight = new InFlight();

    /** @param owner names this process among those that share the ledger; a word without quotes */
    Writes(Dialect dialect, String owner, Timers timers) {
        this.dialect = dialect;
        this.sql = new LedgerSql(dialect, owner);
        this.callbacks = new CallbackSql(dialect);
        this.taskSql = new TaskSql(dialect);
        this.owner = owner;
        this.timers = timers;
    }

    Dialect dialect() {
        return dialect;
    }

    TaskWrites tasks() {
        return tasks;
    }

    /** The one query whose words differ between the databases. */
    String findByReference() {
        return sql.findByReference;
    }

    /**
     * @param waits whether nobody works on it until then
     * @param hops absent for as many as there are
     * @param planned what is to be done beside it
     */
    GroupCommit.Work<Claim> claim(
            Handover handover,
            Instant leaseUntil,
            boolean waits,
            @Nullable Hops hops,
            List<TaskQueue.Planned> planned) {
        String message = Json.write(handover.message());
        String receipt = Json.write(handover.receipt());
        String data = Json.write(FirstEvent.of(handover));
        return session -> {
            for (int attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
                if (insert(session, handover, leaseUntil, waits, hops, message, receipt)) {
                    tasks.add(session, handover, planned);
                    return stored(session, handover, data, waits ? leaseUntil : null);
                }
                Optional<Claim> conflict = conflict(session, handover, hops);
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
     * @param changes how often its state has been told; null when that does not matter
     */
    GroupCommit.Work<Optional<StoredHandover>> move(
            String id, @Nullable String target, @Nullable Integer changes, Transition to) {
        Leases lease = Leases.of(to.to());
        String statement = LedgerSql.move(to.from(), to.to());
        String data = Json.write(to.eventData());
        String outcome = Json.writeOrNull(to.outcome());
        return session -> {
            Long until = lease.isTaken() ? due(session, id, lease, to.at()) : millis(to.leaseUntil());
            @Nullable Object[] set = set(to, outcome, until, id, target, changes);
            Optional<Moved> moved = Rows.one(session.bind(statement, set), Moved::read);
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            if (to.to().isTerminal()) {
                ended(session, id, to.to());
            }
            session.append(id, moved.get().sequence(), to.to(), moved.get().at(), data);
            Handover handover = known(session, id);
            int told = tasks.moved(session, handover, to.to(), moved.get().at());
            wake(session, handover, moved.get().at(), moved.get().sequence() + told);
            return to.reroute() == null
                    ? Optional.of(moved.get().stored(handover, to, told))
                    : to.reroute().apply(session, id, inFlight);
        };
    }

    private @Nullable Object[] set(
            Transition to,
            @Nullable String outcome,
            @Nullable Long until,
            String id,
            @Nullable String target,
            @Nullable Integer changes) {
        long at = to.at().toEpochMilli();
        List<@Nullable Object> set = new ArrayList<>();
        set.add(to.to().wireName());
        set.add(to.to().isTerminal() ? 0 : 1);
        set.addAll(Collections.nCopies(2 + 2 * LedgerSql.firsts(to.to()).size(), at));
        if (LedgerSql.hasDisposition(to.to())) {
            set.add(to.eventData().path("disposition").textValue());
        }
        set.addAll(Arrays.asList(
                outcome, to.leaseUntil() == null ? null : owner, to.awaits() ? 1 : 0, until, id, target, changes));
        return set.toArray();
    }

    /** Every end of every handover, whoever brought it about, passes here, in the transaction that stores it. */
    private static void ended(Session session, String id, HandoverState state) throws SQLException {
        if (state == HandoverState.EXPIRED) {
            session.bind(LedgerSql.CLOSE_TOKEN, id).executeUpdate();
        }
    }

    GroupCommit.Work<Ledger.Advance> advance(String id, Function<StoredHandover, Optional<Transition>> step) {
        return session -> {
            Optional<StoredHandover> found = Rows.one(session.bind(sql.findForUpdate, id), Rows::stored);
            Optional<Transition> next = found.flatMap(step);
            return new Ledger.Advance(
                    found, next.isPresent() ? move(id, null, null, next.get()).run(session) : Optional.empty());
        };
    }

    /** As {@link #advance}, for what changes no state. */
    GroupCommit.Work<Optional<StoredHandover>> note(String id, Function<StoredHandover, Optional<Act>> step) {
        return session -> {
            Optional<StoredHandover> found = Rows.one(session.bind(sql.findForUpdate, id), Rows::stored);
            Optional<Act> act = found.flatMap(step);
            return act.isPresent() && note(session, found.get(), act.get())
                    ? Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored)
                    : Optional.empty();
        };
    }

    /** @return false when it was purged, or too much was noted already */
    boolean note(Session session, StoredHandover found, Act act) throws SQLException {
        String id = found.handover().id();
        Optional<Integer> sequence = Rows.one(
                session.bind(LedgerSql.NOTE, Json.writeOrNull(act.outcome()), id), row -> row.getInt("sequence"));
        if (sequence.isEmpty()) {
            return false;
        }
        long at = act.at().toEpochMilli();
        session.append(id, sequence.get(), found.state(), at, Json.write(act.data()), act.name());
        wake(session, found.handover(), at, sequence.get());
        return true;
    }

    /** Only when it gains something worth a write. */
    GroupCommit.Work<Boolean> renew(String id, Instant until, Instant at, Duration worth) {
        long now = at.toEpochMilli();
        return session -> session.bind(
                                LedgerSql.RENEW,
                                until.toEpochMilli(),
                                now,
                                now,
                                id,
                                until.minus(worth).toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    Timers timers() {
        return timers;
    }

    GroupCommit.Work<List<StoredHandover>> takeOver(Instant now, Instant leaseUntil, int limit, Set<String> except) {
        long at = now.toEpochMilli();
        String others = dialect.list(except);
        return session -> {
            List<StoredHandover> taken = Rows.all(
                    session.bind(sql.takeOver, at, at, others, limit, leaseUntil.toEpochMilli()), Rows::stored);
            taken.forEach(stored -> inFlight.remember(stored.handover()));
            taken.sort(Comparator.comparing(
                            (StoredHandover stored) -> stored.handover().requestedAt())
                    .thenComparing(stored -> stored.handover().id()));
            return taken;
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
            session.bind(taskSql.delete, list).executeUpdate();
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
            Session session,
            Handover h,
            Instant leaseUntil,
            boolean waits,
            @Nullable Hops hops,
            String message,
            String receipt)
            throws SQLException {
        long at = h.requestedAt().toEpochMilli();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
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
                h.token(),
                ReportWords.reason(h),
                ReportWords.language(h),
                ReportWords.trigger(h)));
        if (hops != null) {
            row.addAll(List.of(h.client(), h.conversationId(), hops.since().toEpochMilli(), hops.most()));
        }
        String statement = hops == null ? LedgerSql.INSERT_HANDOVER : LedgerSql.INSERT_WITHIN_HOPS;
        return session.bind(statement, row.toArray()).executeUpdate() == 1;
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

    private Optional<Claim> conflict(Session session, Handover handover, @Nullable Hops hops) throws SQLException {
        Optional<StoredHandover> sameKey = handover.idempotencyKey() == null
                ? Optional.empty()
                : Rows.one(
                        session.bind(LedgerSql.FIND_BY_KEY, handover.client(), handover.idempotencyKey()),
                        Rows::stored);
        if (sameKey.isPresent()) {
            return sameKey.map(Claim.KeyTaken::new);
        }
        Optional<StoredHandover> open =
                Rows.one(session.bind(LedgerSql.FIND_OPEN, handover.client(), handover.conversationId()), Rows::stored);
        return open.isPresent() || hops == null
                ? open.map(Claim.ConversationBusy::new)
                : tooMany(session, handover, hops);
    }

    private static Optional<Claim> tooMany(Session session, Handover handover, Hops hops) throws SQLException {
        PreparedStatement count = session.bind(
                LedgerSql.HOPS,
                handover.client(),
                handover.conversationId(),
                hops.since().toEpochMilli());
        return Rows.one(count, row -> row.getInt(1))
                .filter(taken -> taken >= hops.most())
                .map(Claim.TooManyHops::new);
    }

    private @Nullable Long due(Session session, String id, Leases lease, Instant at) throws SQLException {
        if (timers == Timers.NONE || lease == Leases.OVER) {
            return null;
        }
        Optional<Handover> handover = held(session, id);
        Duration length = handover.isEmpty() ? null : lease.length(timers, handover.get());
        return length == null ? null : at.plus(length).toEpochMilli();
    }

    private static void wake(Session session, Handover handover, long at, int sequence) throws SQLException {
        if (handover.callbackOrigin().isPresent()) {
            session.bind(CallbackSql.WAKE_ONE, at, at, sequence, handover.id()).executeUpdate();
        }
    }

    private Handover known(Session session, String id) throws SQLException {
        return held(session, id).orElseThrow(() -> new SQLException("The handover " + id + " has vanished"));
    }

    private Optional<Handover> held(Session session, String id) throws SQLException {
        Optional<Handover> held = inFlight.find(id);
        if (held.isPresent()) {
            return held;
        }
        Optional<Handover> read =
                Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored).map(StoredHandover::handover);
        read.ifPresent(inFlight::remember);
        return read;
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}

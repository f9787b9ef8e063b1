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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a handover goes from one state to the next. Documents become text on the caller's thread, the rest runs on the writer's. */
final class MoveWrites {
    private final LedgerSql sql;
    private final String owner;
    private final TaskWrites tasks;
    private final Timers timers;
    private final InFlight inFlight;

    /** @param owner names this process among those that share the ledger */
    MoveWrites(LedgerSql sql, String owner, TaskWrites tasks, Timers timers, InFlight inFlight) {
        this.sql = sql;
        this.owner = owner;
        this.tasks = tasks;
        this.timers = timers;
        this.inFlight = inFlight;
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
            Handover handover = inFlight.known(session, id);
            int told = tasks.moved(session, handover, to.to(), moved.get().at());
            CallbackWrites.wake(session, handover, moved.get().at(), moved.get().sequence() + told);
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

    GroupCommit.Work<Optional<StoredHandover>> hurry(String client, String id, Instant leaseUntil) {
        return session -> {
            PreparedStatement hurry = session.bind(LedgerSql.HURRY, owner, leaseUntil.toEpochMilli(), id, client);
            return Rows.one(hurry, row -> row.getString("id")).isEmpty()
                    ? Optional.empty()
                    : Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored);
        };
    }

    private @Nullable Long due(Session session, String id, Leases lease, Instant at) throws SQLException {
        if (timers == Timers.NONE || lease == Leases.OVER) {
            return null;
        }
        Optional<Handover> handover = inFlight.find(session, id);
        Duration length = handover.isEmpty() ? null : lease.length(timers, handover.get());
        return length == null ? null : at.plus(length).toEpochMilli();
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}

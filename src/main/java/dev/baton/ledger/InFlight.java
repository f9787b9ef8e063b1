package dev.baton.ledger;

import dev.baton.handover.Handover;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The handovers that somebody in this process still holds, so that a move need not read and parse their messages
 * again. It keeps none of them alive.
 */
final class InFlight {
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ReferenceQueue<Handover> gone = new ReferenceQueue<>();

    void remember(Handover handover) {
        forgetTheGone();
        held.put(handover.id(), new Held(handover, gone));
    }

    private Optional<Handover> find(String id) {
        return Optional.ofNullable(held.get(id)).map(Held::get);
    }

    /** As it is held, or else as the ledger has it. */
    Optional<Handover> find(Session session, String id) throws SQLException {
        Optional<Handover> known = find(id);
        if (known.isPresent()) {
            return known;
        }
        Optional<Handover> read =
                Rows.one(session.bind(LedgerSql.FIND_BY_ID, id), Rows::stored).map(StoredHandover::handover);
        read.ifPresent(this::remember);
        return read;
    }

    /** As {@link #find(Session, String)}, of a handover whose row is held by this transaction. */
    Handover known(Session session, String id) throws SQLException {
        return find(session, id).orElseThrow(() -> new SQLException("The handover " + id + " has vanished"));
    }

    void forget(String id) {
        held.remove(id);
    }

    private void forgetTheGone() {
        for (Object reference = gone.poll(); reference != null; reference = gone.poll()) {
            Held dead = (Held) reference;
            held.remove(dead.id, dead);
        }
    }

    private static final class Held extends WeakReference<Handover> {
        private final String id;

        Held(Handover handover, ReferenceQueue<Handover> gone) {
            super(handover, gone);
            this.id = handover.id();
        }
    }
}

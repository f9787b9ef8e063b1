package dev.baton.ledger;

import dev.baton.handover.Handover;
import java.sql.SQLException;
import java.util.Optional;

/** What a handover's steps mean for its callbacks, written with those steps. */
final class CallbackWrites {

    private CallbackWrites() {}

    /** The first event of a handover whose client named an address. */
    static void add(Session session, Handover handover, long at) throws SQLException {
        Optional<String> callback = handover.callbackOrigin();
        if (callback.isPresent()) {
            String lane = new CallbackQueue.Lane(handover.client(), callback.get()).text();
            session.bind(CallbackSql.INSERT, handover.id(), lane, at, at).executeUpdate();
        }
    }

    /** @param sequence of the newest event */
    static void wake(Session session, Handover handover, long at, int sequence) throws SQLException {
        if (handover.callbackOrigin().isPresent()) {
            session.bind(CallbackSql.WAKE_ONE, at, at, sequence, handover.id()).executeUpdate();
        }
    }
}

package dev.baton.ledger;

import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a handover comes into the ledger. Documents become text on the caller's thread, the rest runs on the writer's. */
final class ClaimWrites {
    private static final int CLAIM_ATTEMPTS = 5;

    private final String owner;
    private final TaskWrites tasks;
    private final InFlight inFlight;

    /** @param owner names this process among those that share the ledger */
    ClaimWrites(String owner, TaskWrites tasks, InFlight inFlight) {
        this.owner = owner;
        this.tasks = tasks;
        this.inFlight = inFlight;
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
        CallbackWrites.add(session, handover, at);
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
}

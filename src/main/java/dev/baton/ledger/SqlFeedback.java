package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** What was said of handovers, in the ledger's database. */
final class SqlFeedback implements FeedbackRecords {

    private static final String READ = "SELECT feedback FROM handover WHERE id = ?";
    private static final String WRITE = "UPDATE handover SET feedback = ? WHERE id = ? AND message IS NOT NULL";
    private static final String AT = "at";

    private final Writes writes;
    private final Reads reads;
    private final IntFunction<GroupCommit> writers;
    private final String findForUpdate;

    /** @param writers the writer for a hash */
    SqlFeedback(Writes writes, Reads reads, IntFunction<GroupCommit> writers) {
        this.writes = writes;
        this.reads = reads;
        this.writers = writers;
        this.findForUpdate = LedgerSql.FIND_BY_ID + writes.dialect().forUpdate;
    }

    @Override
    public List<ObjectNode> of(String id) {
        return reads.all(READ, row -> Json.list(row.getString("feedback")), id).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public CompletableFuture<Given> give(String id, ObjectNode said, ObjectNode data, Instant at) {
        ObjectNode entry = said.deepCopy().put(AT, at.toString());
        return writers.apply(id.hashCode()).submit(session -> {
            Optional<StoredHandover> found = Rows.one(session.bind(findForUpdate, id), Rows::stored);
            if (found.isEmpty()) {
                return Given.GONE;
            }
            List<ObjectNode> before = Rows.one(session.bind(READ, id), row -> Json.list(row.getString("feedback")))
                    .orElse(List.of());
            if (before.stream().anyMatch(one -> one.deepCopy().without(AT).equals(said))) {
                return Given.BEFORE;
            }
            return before.size() >= MOST ? Given.TOO_MUCH : add(session, found.get(), before, entry, data, at);
        });
    }

    private static boolean isRating(ObjectNode entry) {
        return entry.has("rating") && entry.path("by").asText().equals("customer");
    }

    private Given add(
            Session session,
            StoredHandover found,
            List<ObjectNode> before,
            ObjectNode entry,
            ObjectNode data,
            Instant at)
            throws SQLException {
        String all = Json.writeList(before, entry);
        if (session.bind(WRITE, all, found.handover().id()).executeUpdate() == 0) {
            return Given.GONE;
        }
        if (isRating(entry)) {
            boolean first = before.stream().noneMatch(SqlFeedback::isRating);
            session.bind(
                            FactSql.RATE,
                            found.handover().id(),
                            entry.path("about").asText(),
                            found.handover().requestedAt().toEpochMilli(),
                            first ? 1 : 0,
                            entry.path("rating").asInt())
                    .executeUpdate();
        }
        writes.notes().note(session, found, new Act(HandoverEvent.FEEDBACK, at, data, null));
        return Given.STORED;
    }
}

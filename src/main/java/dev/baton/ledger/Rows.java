package dev.baton.ledger;

import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table rows to records. */
final class Rows {
    private Rows() {}

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> all(PreparedStatement query, Reader<T> reader) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    static <T> Optional<T> one(PreparedStatement query, Reader<T> reader) throws SQLException {
        return all(query, reader).stream().findFirst();
    }

    static StoredHandover stored(ResultSet row) throws SQLException {
        HandoverState state = HandoverState.of(row.getString("state"));
        return new StoredHandover(
                handover(row),
                state,
                row.getInt("sequence"),
                Json.readOrNull(row.getString("outcome")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getInt("awaits") == 1 ? Instant.ofEpochMilli(row.getLong("lease_until")) : null,
                Leases.isTimed(state) ? time(row, "lease_until") : null,
                row.getInt("acts"));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static HandoverEvent event(ResultSet row) throws SQLException {
        return new HandoverEvent(
                row.getString("handover_id"),
                row.getInt("sequence"),
                HandoverState.of(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("at")),
                Json.read(row.getString("data")),
                row.getString("act"));
    }

    static Ledger.LedgerEvent ledgerEvent(ResultSet row) throws SQLException {
        return new Ledger.LedgerEvent(
                row.getLong("position"), row.getString("client"), row.getString("conversation_id"), event(row));
    }

    /** Names of targets hold no comma. */
    static @Nullable String joined(List<String> targets) {
        return targets.isEmpty() ? null : String.join(",", targets);
    }

    private static List<String> words(@Nullable String list) {
        return list == null ? List.of() : List.of(list.split(","));
    }

    private static Handover handover(ResultSet row) throws SQLException {
        return new Handover(
                row.getString("id"),
                row.getString("client"),
                row.getString("idempotency_key"),
                row.getString("fingerprint"),
                Channel.of(row.getString("channel")),
                row.getString("conversation_id"),
                row.getString("step"),
                row.getString("target"),
                row.getString("connector"),
                words(row.getString("fallback")),
                Json.read(row.getString("message")),
                Json.read(row.getString("receipt")),
                Instant.ofEpochMilli(row.getLong("requested_at")),
                row.getString("token"));
    }
}

package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One write connection with its prepared statements. Events are collected and written together just before the commit,
 * which is one round trip for a whole group. Used by one thread only.
 */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private int events;

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** The statement with its parameters set in order: text, numbers, or null for an absent text or number. */
    PreparedStatement bind(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, parameters);
        return statement;
    }

    void append(String handoverId, int sequence, HandoverState state, long at, String data) throws SQLException {
        append(handoverId, sequence, state, at, data, null);
    }

    /** @param act what was done to the handover; null for a change of its state */
    void append(String handoverId, int sequence, HandoverState state, long at, String data, @Nullable String act)
            throws SQLException {
        bind(LedgerSql.INSERT_EVENT, handoverId, sequence, state.wireName(), at, data, act)
                .addBatch();
        events++;
    }

    /** Sends the events collected so far. */
    void flush() throws SQLException {
        if (events > 0) {
            events = 0;
            prepare(LedgerSql.INSERT_EVENT).executeBatch();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        events = 0;
        prepare(LedgerSql.INSERT_EVENT).clearBatch();
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}

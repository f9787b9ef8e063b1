package dev.baton.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/** Queries on a small pool of read-only connections. */
final class Reads implements AutoCloseable {
    /** So that a long answer is never in memory as a whole. */
    private static final int ROWS_AT_ONCE = 200;

    private final HikariDataSource pool;

    Reads(HikariDataSource pool) {
        this.pool = pool;
    }

    /** What sees the same moment of the ledger in all of its statements. */
    interface View {

        /** Hands row after row on and keeps none of them. */
        void each(String sql, RowTaker taker, Object... parameters) throws SQLException;
    }

    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    interface Look<T> {
        T at(View view) throws SQLException;
    }

    /** @param look made again when the first fails */
    <T> T atOneMoment(int isolation, Look<T> look) {
        try {
            return look(isolation, look);
        } catch (SQLTransientConnectionException away) {
            throw new LedgerUnavailableException("The ledger cannot be read", away);
        } catch (SQLException first) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        try {
            return look(isolation, look);
        } catch (SQLException again) {
            throw new LedgerUnavailableException("The ledger cannot be read", again);
        }
    }

    private <T> T look(int isolation, Look<T> look) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try {
                return look.at((sql, taker, parameters) -> each(connection, sql, taker, parameters));
            } finally {
                connection.rollback();
            }
        }
    }

    private static void each(Connection connection, String sql, RowTaker taker, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(ROWS_AT_ONCE);
            Session.bind(query, parameters);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }

    <T> List<T> all(String sql, Rows.Reader<T> reader, Object... parameters) {
        try {
            return query(sql, reader, parameters);
        } catch (SQLTransientConnectionException away) {
            throw new LedgerUnavailableException("The ledger cannot be read", away);
        } catch (SQLException first) {
            // The server may have cut what lay in the pool; a fresh connection tells.
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        try {
            return query(sql, reader, parameters);
        } catch (SQLException again) {
            throw new LedgerUnavailableException("The ledger cannot be read", again);
        }
    }

    private <T> List<T> query(String sql, Rows.Reader<T> reader, Object... parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            Session.bind(query, parameters);
            return Rows.all(query, reader);
        }
    }

    long count(String sql) {
        return all(sql, row -> row.getLong(1)).get(0);
    }

    @Override
    public void close() {
        pool.close();
    }
}

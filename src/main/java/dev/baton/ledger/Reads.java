package dev.baton.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/** Queries on a small pool of read-only connections. */
final class Reads implements AutoCloseable {
    private final HikariDataSource pool;

    Reads(HikariDataSource pool) {
        this.pool = pool;
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

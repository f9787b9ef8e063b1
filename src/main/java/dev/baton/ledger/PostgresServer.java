package dev.baton.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to PostgreSQL that notice a dead peer within seconds. */
final class PostgresServer {
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 15;

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    PostgresServer(String url, String user, String password) {
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("baton");
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
    }

    DataSource readable() {
        return source;
    }

    Connection openForWriting() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement settings = connection.createStatement()) {
            // A replica that was cut off must not hold its locks, and nobody waits for a lock for ever.
            settings.execute("SET lock_timeout = '5s'");
            settings.execute("SET idle_in_transaction_session_timeout = '30s'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}

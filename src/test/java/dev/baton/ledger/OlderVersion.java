package dev.baton.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A database as an older version of the gateway left it. */
final class OlderVersion {
    private OlderVersion() {}

    static void make(FluentConfiguration configuration, Dialect dialect, String version, List<String> statements)
            throws SQLException {
        Flyway flyway = Ledgers.flyway(configuration, dialect).target(version).load();
        flyway.migrate();
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

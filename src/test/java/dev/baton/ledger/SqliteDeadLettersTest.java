package dev.baton.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeadLettersTest extends DeadLettersContract {
    @TempDir
    Path directory;

    @Override
    SqlLedger open() {
        return Ledgers.sqlite(directory);
    }

    @Override
    boolean isShared() {
        return false;
    }

    /** Else a gateway with a million handovers would look through all of them. */
    @Test
    void what_is_asked_often_is_asked_of_an_index() throws Exception {
        DeadLetterSql sql = new DeadLetterSql(Dialect.SQLITE);
        assertThat(plan(DeadLetterSql.COUNT_OPEN)).contains("handover_dead_letter");
        assertThat(plan(sql.list(query(null, false, null)).text())).contains("handover_dead_letter");
        assertThat(plan(sql.list(query(null, false, "0")).text())).contains("handover_dead_letter");
        assertThat(plan(sql.list(query(null, true, null)).text())).contains("handover_failed_of_all");
        assertThat(plan(sql.list(query(null, true, "0")).text())).contains("handover_failed_of_all");
        assertThat(plan(sql.list(query("a", false, null)).text())).contains("handover_failed ");
        assertThat(plan(sql.list(query("a", true, "0")).text())).contains("handover_failed ");
    }

    private static DeadLetters.Query query(@Nullable String client, boolean all, @Nullable String after) {
        return new DeadLetters.Query(client, all, after, null, null, null, 10);
    }

    private String plan(String statement) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + statement);
                ResultSet rows = explain.executeQuery()) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString("detail")).append(' ');
            }
            return plan.toString();
        }
    }
}

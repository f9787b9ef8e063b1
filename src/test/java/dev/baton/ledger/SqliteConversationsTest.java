package dev.baton.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteConversationsTest extends ConversationsContract {
    @TempDir
    Path directory;

    @Override
    SqlLedger open(Tuning tuning) {
        return Ledgers.sqlite(directory, tuning);
    }

    @Override
    boolean isShared() {
        return false;
    }

    /** Asked before every turn of a bot, every two seconds, or with every handover. */
    @Test
    void what_is_asked_often_is_asked_of_an_index() throws Exception {
        assertThat(plan(SqlConversations.STANDING))
                .contains("handover_one_open", "sqlite_autoindex_conversation_1")
                .doesNotContain("SCAN h", "SCAN c");
        assertThat(plan(SqlConversations.NEWEST)).contains("handover_by_conversation");
        assertThat(plan(SqlConversations.OVER)).contains("conversation_paused");
        assertThat(plan(LedgerSql.DUE)).contains("handover_due");
        assertThat(plan(LedgerSql.FORGOTTEN)).contains("handover_open ");
        assertThat(plan(LedgerSql.HOPS)).contains("handover_by_conversation").doesNotContain("TEMP B-TREE");
    }

    /** However many wait for their target. */
    @Test
    void what_was_left_behind_is_found_in_its_order_and_counted_without_looking_at_each() throws Exception {
        assertThat(plan(new LedgerSql(Dialect.SQLITE, "us").takeOver))
                .contains("USING COVERING INDEX handover_to_deliver")
                .doesNotContain("ORDER BY");
        assertThat(plan(LedgerSql.COUNT_UNDELIVERED)).contains("USING COVERING INDEX handover_to_deliver");
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

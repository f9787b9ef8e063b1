package dev.baton.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;

class SqliteFactsTest extends FactsContract {
    @TempDir
    Path directory;

    @Override
    SqlLedger open() {
        return Ledgers.sqlite(directory);
    }

    @Override
    void olderVersion(String version, List<String> statements) throws Exception {
        Files.delete(directory.resolve("ledger.db"));
        String url = "jdbc:sqlite:" + directory.resolve("ledger.db");
        OlderVersion.make(Flyway.configure().dataSource(url, null, null), Dialect.SQLITE, version, statements);
    }
}

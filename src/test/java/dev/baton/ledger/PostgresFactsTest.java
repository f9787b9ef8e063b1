package dev.baton.ledger;

import java.util.List;
import org.flywaydb.core.Flyway;

class PostgresFactsTest extends FactsContract {
    private String database = TestPostgres.newDatabase();

    @Override
    SqlLedger open() {
        return Ledgers.postgres(TestPostgres.url(database), "postgres", "");
    }

    @Override
    void olderVersion(String version, List<String> statements) throws Exception {
        database = TestPostgres.newDatabase();
        OlderVersion.make(
                Flyway.configure().dataSource(TestPostgres.url(database), "postgres", ""),
                Dialect.POSTGRES,
                version,
                statements);
    }
}

package dev.baton.ledger;

class PostgresTaskQueueTest extends TaskQueueContract {
    private final String database = TestPostgres.newDatabase();

    @Override
    SqlLedger open() {
        return Ledgers.postgres(TestPostgres.url(database), "postgres", "");
    }
}

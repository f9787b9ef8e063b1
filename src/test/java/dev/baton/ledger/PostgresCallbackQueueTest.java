package dev.baton.ledger;

class PostgresCallbackQueueTest extends CallbackQueueContract {
    private final String database = TestPostgres.newDatabase();

    @Override
    SqlLedger open() {
        return Ledgers.postgres(TestPostgres.url(database), "postgres", "");
    }
}

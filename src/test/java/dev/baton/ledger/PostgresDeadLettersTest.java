package dev.baton.ledger;

class PostgresDeadLettersTest extends DeadLettersContract {
    private final String database = TestPostgres.newDatabase();

    @Override
    SqlLedger open() {
        return Ledgers.postgres(TestPostgres.url(database), "postgres", "");
    }

    @Override
    boolean isShared() {
        return true;
    }
}

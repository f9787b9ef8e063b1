package dev.baton.ledger;

class PostgresTurnsTest extends TurnsContract {
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

package dev.baton.ledger;

class PostgresConversationsTest extends ConversationsContract {
    private final String database = TestPostgres.newDatabase();

    @Override
    SqlLedger open(Tuning tuning) {
        return Ledgers.postgres(TestPostgres.url(database), "postgres", "", tuning);
    }

    @Override
    boolean isShared() {
        return true;
    }
}

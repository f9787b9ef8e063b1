package dev.baton.ledger;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUpgradeTest extends UpgradeContract {

    private final String url = TestPostgres.url(TestPostgres.newDatabase());

    @Override
    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        return source;
    }

    @Override
    Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    SqlLedger open() {
        return Ledgers.postgres(url, "postgres", "");
    }
}

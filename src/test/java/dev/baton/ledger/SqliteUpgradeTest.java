package dev.baton.ledger;

import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

class SqliteUpgradeTest extends UpgradeContract {

    @Override
    DataSource source() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("ledger.db"));
        return source;
    }

    @Override
    Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    SqlLedger open() {
        return Ledgers.sqlite(folder);
    }
}

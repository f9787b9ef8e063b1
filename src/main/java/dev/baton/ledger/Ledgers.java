package dev.baton.ledger;

import com.github.f4b6a3.ulid.UlidCreator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.baton.problem.StartRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Opens ledgers: brings the schema up to date, then starts the writers. */
public final class Ledgers {
    private static final int READERS = 4;
    private static final long READ_PATIENCE_MILLIS = 2_000;

    private Ledgers() {}

    /**
     * A ledger in the file {@code ledger.db} of a directory, which is made when it is not there.
     *
     * @throws StartRefusedException when another process holds the file, or it is damaged or cannot be written
     */
    public static SqlLedger sqlite(Path directory) {
        return sqlite(directory, Tuning.DEFAULT);
    }

    /** A ledger in a PostgreSQL database that several processes may share. The parameters in the URL win over ours. */
    public static SqlLedger postgres(String url, String user, String password) {
        return postgres(url, user, password, Tuning.DEFAULT);
    }

    static SqlLedger sqlite(Path directory, Tuning tuning) {
        SqliteFile file = SqliteFile.open(directory);
        return sqlite(file, file::openForWriting, tuning);
    }

    static SqlLedger sqlite(SqliteFile file, Reconnect.Source source, Tuning tuning) {
        try {
            migrate(Flyway.configure().dataSource(file.readable()), Dialect.SQLITE);
            Reads reads = reads(file.readable(), "PRAGMA query_only = 1");
            GroupCommit writer = new GroupCommit("ledger-writer", source, tuning);
            return new SqlLedger(List.of(writer), writes(Dialect.SQLITE, tuning.timers()), reads, file);
        } catch (RuntimeException e) {
            file.close();
            throw file.explain(e);
        }
    }

    static SqlLedger postgres(String url, String user, String password, Tuning tuning) {
        PostgresServer server = new PostgresServer(url, user, password);
        // By its URL: a data source of this driver shows up in the log with a hundred parameters.
        migrate(Flyway.configure().dataSource(url, user, password), Dialect.POSTGRES);
        Reads reads = reads(server.readable(), "SET default_transaction_read_only = on");
        List<GroupCommit> writers = IntStream.rangeClosed(1, tuning.writers())
                .mapToObj(n -> new GroupCommit("ledger-writer-" + n, server::openForWriting, tuning))
                .toList();
        return new SqlLedger(writers, writes(Dialect.POSTGRES, tuning.timers()), reads, () -> {});
    }

    private static Writes writes(Dialect dialect, Timers timers) {
        return new Writes(dialect, UlidCreator.getUlid().toString(), timers);
    }

    private static Reads reads(DataSource source, String readOnly) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger-readers");
        config.setDataSource(source);
        config.setConnectionInitSql(readOnly);
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(READ_PATIENCE_MILLIS);
        return new Reads(new HikariDataSource(config));
    }

    private static void migrate(FluentConfiguration flyway, Dialect dialect) {
        flyway.locations("classpath:db/migration")
                .placeholders(Map.of("identity", dialect.identity))
                .load()
                .migrate();
    }
}

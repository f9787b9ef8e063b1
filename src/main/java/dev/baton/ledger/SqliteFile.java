package dev.baton.ledger;

import dev.baton.problem.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The database file of one process: locked against a second one, readable by its owner only, checked before use. */
final class SqliteFile implements SqlLedger.AutoCloseableFile {
    private static final int BUSY_MILLIS = 5_000;
    private static final int WAL_LIMIT_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private final FileGuard guard;

    private SqliteFile(Path file, FileGuard guard) {
        this.file = file;
        this.guard = guard;
    }

    static SqliteFile open(Path directory) {
        Path file = directory.resolve("ledger.db");
        try {
            OwnerOnly.createDirectories(directory);
            FileGuard guard = FileGuard.acquire(file.resolveSibling(file.getFileName() + ".lock"));
            SqliteFile opened = new SqliteFile(file, guard);
            opened.prepare();
            return opened;
        } catch (IOException e) {
            throw refused(file, "it cannot be created or written", e);
        }
    }

    /** Plain connections; the caller makes them read-only where that is meant. */
    DataSource readable() {
        return source(new SQLiteConfig());
    }

    Connection openForWriting() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setJournalSizeLimit(WAL_LIMIT_BYTES);
        return source(config).getConnection();
    }

    /** What a failed start means for the person who reads it. */
    StartRefusedException explain(RuntimeException cause) {
        return refused(file, "it cannot be opened", cause);
    }

    @Override
    public void close() {
        guard.close();
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private void prepare() throws IOException {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.createFile(file);
            }
            if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                throw refused(file, "it is not a file that can be written", null);
            }
            if (Files.size(file) > 0) {
                check();
            } else if (hasNewerWrites()) {
                throw refused(file, "it is empty, although its -wal file is not", null);
            }
        } catch (IOException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    /** SQLite would delete them: it takes the -wal file of an empty database for that of one that was there before. */
    private boolean hasNewerWrites() throws IOException {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(wal) && Files.size(wal) > 0;
    }

    /** Through a read-only connection, which changes nothing in a damaged file. */
    private void check() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!answer.next() || !"ok".equals(answer.getString(1))) {
                throw refused(file, "it is damaged", null);
            }
        } catch (SQLException e) {
            throw refused(file, "it is damaged or not a SQLite database", e);
        }
    }

    private static StartRefusedException refused(Path file, String why, @Nullable Throwable cause) {
        return new StartRefusedException(
                "The ledger " + file.toAbsolutePath() + " was left untouched: " + why + ". Check the disk and the"
                        + " file's permissions; restore the file from a backup, or move it (with its -wal and -shm"
                        + " files) aside to start with an empty ledger.",
                cause);
    }
}

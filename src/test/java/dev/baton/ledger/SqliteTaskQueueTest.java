package dev.baton.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTaskQueueTest extends TaskQueueContract {
    @TempDir
    Path directory;

    @Override
    SqlLedger open() {
        return Ledgers.sqlite(directory);
    }
}

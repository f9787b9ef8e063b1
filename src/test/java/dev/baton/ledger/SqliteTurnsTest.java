package dev.baton.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTurnsTest extends TurnsContract {
    @TempDir
    Path directory;

    @Override
    SqlLedger open() {
        return Ledgers.sqlite(directory);
    }

    @Override
    boolean isShared() {
        return false;
    }
}

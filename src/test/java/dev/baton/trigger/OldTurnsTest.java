package dev.baton.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.ledger.Turns;
import dev.baton.ledger.Turns.Memory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldTurnsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Memory COUNTED = new Memory(1, 0, 0, List.of());

    @Test
    void what_was_counted_is_forgotten_when_its_time_is_over(@TempDir Path folder) {
        SqlLedger ledger = Ledgers.sqlite(folder);
        Turns turns = ledger.turns();
        turns.advance("a", "c", NOON, before -> COUNTED).join();

        forget(turns, NOON.plus(Duration.ofDays(7)));
        assertThat(turns.find("a", "c")).isEqualTo(COUNTED);
        forget(turns, NOON.plus(Duration.ofDays(7)).plusMillis(1));
        assertThat(turns.find("a", "c")).isEqualTo(Memory.NONE);

        ledger.close();
        forget(turns, NOON);
    }

    private static void forget(Turns turns, Instant now) {
        new OldTurns(turns, Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(7)).forget();
    }
}

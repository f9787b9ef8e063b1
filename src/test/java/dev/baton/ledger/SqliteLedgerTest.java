package dev.baton.ledger;

import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handover.Handover;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteLedgerTest extends LedgerContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    @Override
    SqlLedger open(Tuning tuning) {
        return Ledgers.sqlite(data(), tuning);
    }

    private Path data() {
        return temp.resolve("data");
    }

    private Path file() {
        return data().resolve("ledger.db");
    }

    @Test
    void leases_of_a_former_process_are_void_at_once() {
        Handover sent = claimed("k", "c");
        assertThat(ledger.takeOver(NOON, LEASE, 10).join()).isEmpty();
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        assertThat(ledger.takeOver(NOON, LEASE, 10).join())
                .extracting(taken -> taken.handover().id())
                .containsExactly(sent.id());
        assertThat(ledger.takeOver(NOON, LEASE, 10).join()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_killed_process_left_behind_is_all_there(boolean withSharedMemory) throws IOException {
        Handover sent = claimed("k", "c");
        Path killed = Files.createDirectory(temp.resolve("killed"));
        for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
            if (withSharedMemory || !name.endsWith("shm")) {
                Files.copy(data().resolve(name), killed.resolve(name));
            }
        }
        try (SqlLedger restarted = Ledgers.sqlite(killed)) {
            assertThat(restarted.find(client, sent.id())).isPresent();
            assertThat(restarted.takeOver(NOON, LEASE, 10).join()).hasSize(1);
        }
    }

    @Test
    void a_full_disk_refuses_writes_and_loses_nothing_until_there_is_space_again() {
        ledger.close();
        AtomicBoolean full = new AtomicBoolean();
        SqliteFile file = SqliteFile.open(data());
        ledger = Ledgers.sqlite(file, () -> full.get() ? withoutSpace(file) : file.openForWriting(), Tuning.DEFAULT);
        claimed("before", "before");
        full.set(true);
        pragma("max_page_count = 1");
        assertThatThrownBy(() -> ledger.claim(big("during"), LEASE).join())
                .hasCauseInstanceOf(LedgerUnavailableException.class);
        assertThat(ledger.findByConversation(client, "during", 10)).isEmpty();
        full.set(false);
        // The connection that found the disk full is the one that goes on, so it must learn of the space as a disk
        // would tell it.
        pragma("max_page_count = 1000000");
        assertThat(ledger.claim(big("during"), LEASE).join()).isInstanceOf(Claim.Stored.class);
        assertThat(ledger.findByConversation(client, "before", 10)).hasSize(1);
    }

    private Handover big(String conversation) {
        return handover(client, conversation, conversation, NOON, object().put("text", "x".repeat(200_000)));
    }

    private static Connection withoutSpace(SqliteFile file) throws SQLException {
        Connection connection = file.openForWriting();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 1");
        }
        return connection;
    }

    @Test
    void a_second_ledger_on_the_same_file_is_refused() {
        assertThatThrownBy(() -> open(Tuning.DEFAULT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another process uses this ledger");
        claimed("still", "works");
    }

    @Test
    void a_second_process_on_the_same_file_is_refused() throws Exception {
        Process second = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        data().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).as(output).isEqualTo(3);
        assertThat(output).contains("Another process uses this ledger already");
        claimed("still", "works");
    }

    /** Ends with 3 when the ledger is refused. */
    static final class SecondProcess {
        public static void main(String[] directory) {
            try (SqlLedger opened = Ledgers.sqlite(Path.of(directory[0]))) {
                System.exit(opened.queueDepth());
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
                System.exit(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2 * 4096})
    void a_damaged_file_is_refused_and_left_untouched(int position) throws IOException {
        for (int i = 0; i < 50; i++) {
            claimed("k" + i, "c" + i);
        }
        ledger.close();
        try (RandomAccessFile damage = new RandomAccessFile(file().toFile(), "rw")) {
            damage.seek(position);
            damage.write("damage".repeat(5_000).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> open(Tuning.DEFAULT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("backup");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        Files.delete(file());
        ledger = open(Tuning.DEFAULT);
    }

    @Test
    void a_directory_in_the_file_s_place_is_refused_with_its_name() throws IOException {
        Path other = temp.resolve("other");
        Files.createDirectories(other.resolve("ledger.db"));
        assertThatThrownBy(() -> Ledgers.sqlite(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(other.resolve("ledger.db").toString());
    }

    @Test
    void only_the_owner_can_read_the_files() throws IOException {
        claimed("k", "c");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
        try (var files = Files.list(data())) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void every_commit_is_on_disk_before_it_is_answered() {
        String pragmas = pragma("synchronous") + pragma("journal_mode");
        assertThat(pragmas).isEqualTo("2wal");
    }

    private String pragma(String words) {
        return ledger.write(0, session -> Rows.one(session.bind("PRAGMA " + words), row -> row.getString(1))
                        .orElseThrow())
                .join();
    }
}

package dev.baton.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.BatonProcess;
import dev.baton.support.Messages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway finds a ledger that it cannot use: it says so, ends, and leaves every byte as it was. */
class BrokenLedgerIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final int PAGE = 4096;

    private static byte[] written;

    @TempDir
    private Path folder;

    private Path ledger;

    @BeforeAll
    static void aGatewayHasWorkedHere(@TempDir Path home) throws Exception {
        writeTargets(home);
        try (BatonProcess gateway = BatonProcess.start(home)) {
            for (int i = 0; i < 40; i++) {
                assertThat(gateway.post(Messages.minimal("c-" + i)).statusCode())
                        .isEqualTo(202);
            }
            gateway.terminate();
            gateway.exitCode(SOON);
        }
        written = Files.readAllBytes(home.resolve("data/ledger.db"));
        assertThat(written).hasSizeGreaterThan(10 * PAGE);
    }

    @BeforeEach
    void itsLedgerIsHere() throws Exception {
        writeTargets(folder);
        ledger = Files.createDirectory(folder.resolve("data")).resolve("ledger.db");
        Files.write(ledger, written);
    }

    private static void writeTargets(Path home) throws IOException {
        Files.writeString(
                home.resolve("targets.yaml"),
                "targets: {log: {connector: logging-only}}\nsteps: {support: {text: log}}\n");
    }

    @Test
    void aLedgerWithPagesOfSomethingElseIsLeftAsItIs() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
            byte[] rubbish = new byte[PAGE];
            for (long page = 2; page < file.length() / PAGE; page += 3) {
                new Random(page).nextBytes(rubbish);
                file.seek(page * PAGE);
                file.write(rubbish);
            }
        }
        refuses(BatonProcess.launch(folder), "it is damaged");
    }

    @Test
    void aLedgerThatEndsTooEarlyIsLeftAsItIs() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
            file.setLength(file.length() / 2 + 123);
        }
        refuses(BatonProcess.launch(folder), "it is damaged");
    }

    @Test
    void aLedgerOfWhichOnlyTheNewestWritesAreLeftIsLeftAsItIs() throws Exception {
        Files.write(ledger, new byte[0]);
        Files.write(folder.resolve("data/ledger.db-wal"), "the newest writes".getBytes(StandardCharsets.UTF_8));

        refuses(BatonProcess.launch(folder), "it is empty, although");
    }

    @Test
    void aDiskThatIsReadOnlyIsLeftAsItIs() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("data"))) {
            Files.write(ledger, written);
            disk.makeReadOnly();
            refuses(BatonProcess.launch(folder), "cannot be");
        }
    }

    @Test
    void aFileThatIsReadOnlyIsLeftAsItIs() throws Exception {
        Files.setPosixFilePermissions(ledger, PosixFilePermissions.fromString("r--r--r--"));

        refuses(asSomebody(), "it is not a file that can be written");
    }

    /** Permissions mean nothing to root. */
    private BatonProcess asSomebody() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return BatonProcess.launch(folder);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setAttribute(path, "unix:uid", 65534);
            }
        }
        return BatonProcess.launch(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), folder);
    }

    private void refuses(BatonProcess gateway, String why) throws Exception {
        Map<String, ByteBuffer> before = files();
        try (gateway) {
            assertThat(gateway.exitCode(SOON)).isEqualTo(1);
            assertThat(gateway.output())
                    .contains(ledger.toRealPath() + " was left untouched", why, "restore the file from a backup")
                    .doesNotContain("\tat ", "Exception");
        }
        assertThat(files()).containsAllEntriesOf(before);
    }

    /** But the lock, which says nothing. */
    private Map<String, ByteBuffer> files() throws IOException {
        Map<String, ByteBuffer> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .forEach(file -> bytes.put(file.getFileName().toString(), read(file)));
        }
        return bytes;
    }

    private static ByteBuffer read(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

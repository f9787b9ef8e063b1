package dev.baton.sip.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class LabTest {

    private LabFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new LabFolder();
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void nothingOfAProgramOutlivesIt() throws Exception {
        LabProcess shell = LabProcess.start("family", folder.path(), List.of("sh", "-c", "sleep 600 & sleep 600"));
        shell.awaitUntil("it has children", () -> sleepers(shell).size() == 2);
        List<ProcessHandle> sleepers = sleepers(shell);
        shell.close();
        await().atMost(LabProcess.PATIENCE).until(() -> sleepers.stream().noneMatch(LabTest::runs));
    }

    private static List<ProcessHandle> sleepers(LabProcess shell) {
        return shell.family().stream()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .toList();
    }

    /** Where nobody collects the dead, they stay in the list of processes, without a command. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @Test
    void aProgramThatEndsTooEarlyIsSaidWithItsLog() throws Exception {
        try (LabProcess broken =
                LabProcess.start("broken", folder.path(), List.of("sh", "-c", "echo no such module; exit 3"))) {
            assertThatThrownBy(() -> broken.awaitUntil("never", () -> false))
                    .hasMessageContaining("broken ended with 3 before: never")
                    .hasMessageContaining("no such module");
        }
    }

    @Test
    void withoutItsProgramATestIsSkippedAndSaysWhatToInstall() {
        assertThatThrownBy(() -> LabPrograms.require("no-such-program", "some-package"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("apt-get install some-package");
    }

    @Test
    void freePortsComeInARow() throws IOException {
        int first = LabPorts.free(3);
        assertThat(first).isBetween(20_000, 32_000);
    }
}

package dev.baton.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connector.ConnectorFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A folder beside the jar overrides the connector in it, unless it says the same. */
class CatalogFilesTest {

    private static final String ID = "logging-only";

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.writeString(folder.resolve("targets.yaml"), "targets:\n  log: {connector: logging-only}\n");
        FileSystemUtils.copyRecursively(
                Path.of("connectors", ID), folder.resolve("connectors").resolve(ID));
    }

    @Test
    void anUnchangedCopyIsTheConnectorThatShips() {
        assertThat(read().isShipped()).isTrue();
    }

    @Test
    void aCopyWithOneMoreLetterIsAConnectorOfItsOwn() throws IOException {
        Path receipt = folder.resolve("connectors").resolve(ID).resolve("receipt.jslt");
        Files.writeString(receipt, Files.readString(receipt) + "\n");

        assertThat(read().isShipped()).isFalse();
        assertThat(read().origin()).startsWith(folder.toString());
    }

    private ConnectorFolder read() {
        CatalogFiles files = new CatalogFiles(folder.resolve("connectors"), folder.resolve("targets.yaml"));
        return Objects.requireNonNull(files.read().folders().get(ID));
    }
}

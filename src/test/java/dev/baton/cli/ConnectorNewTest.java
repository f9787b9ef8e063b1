package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new connector is one to begin with. */
class ConnectorNewTest {

    private final Path folder;
    private final Terminal terminal;

    ConnectorNewTest(@TempDir Path folder) {
        this.folder = folder;
        this.terminal = new Terminal(folder);
    }

    @Test
    void it_holds_by_its_own_examples() {
        assertThat(terminal.run("connector", "new", "desk-2")).isZero();
        assertThat(terminal.out())
                .contains("in connectors/desk-2,", "connector check connectors/desk-2")
                .doesNotContain("takes the place");

        assertThat(terminal.run("connector", "check", "connectors/desk-2")).isZero();
        assertThat(terminal.out()).startsWith("desk-2: good, 1 example executed, version ");
    }

    @Test
    void its_files_say_what_they_do_and_what_they_promise() throws IOException {
        terminal.run("connector", "new", "desk", "--dir", "own");

        List<Path> files = files(folder.resolve("own/desk"));
        assertThat(files)
                .extracting(file -> folder.relativize(file).toString())
                .containsExactlyInAnyOrder(
                        "own/desk/desk.kamelet.yaml",
                        "own/desk/open.jslt",
                        "own/desk/receipt.jslt",
                        "own/desk/examples/minimal.yaml");
        for (Path file : files) {
            assertThat(file).content().doesNotContain("my-desk");
            if (!file.toString().contains("examples")) {
                assertThat(Files.readAllLines(file).get(1)).containsPattern("^(#|//) Promises: ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Desk", "my_desk", "desk-", "a--b", "../desk", "", "source", "b\u00fcro"})
    void an_id_that_no_kamelet_could_have_is_refused(String id) {
        assertThat(terminal.run("connector", "new", id)).isEqualTo(2);
        assertThat(terminal.err()).contains("'" + id + "', expected an id of a-z and 0-9");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        Path mine = terminal.write("connectors/desk/notes.txt", "mine");

        assertThat(terminal.run("connector", "new", "desk")).isEqualTo(2);

        assertThat(terminal.err()).contains("There is something in connectors/desk already; nothing was written.");
        assertThat(files(folder)).containsExactly(mine);
    }

    @Test
    void an_empty_folder_is_taken() throws IOException {
        Files.createDirectories(folder.resolve("connectors/desk"));

        assertThat(terminal.run("connector", "new", "desk")).isZero();
    }

    @Test
    void it_is_said_when_a_shipped_one_is_replaced() {
        assertThat(terminal.run("connector", "new", "chatwoot")).isZero();
        assertThat(terminal.out()).contains("takes the place of the connector chatwoot that ships");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalog would say, without a gateway. */
class ConnectorCheckTest {

    private final Terminal terminal;
    private final Path folder;

    ConnectorCheckTest(@TempDir Path folder) {
        this.folder = folder;
        this.terminal = new Terminal(folder);
    }

    @BeforeEach
    void makeAConnector() {
        terminal.run("connector", "new", "desk");
    }

    @Test
    void every_mistake_is_a_place_to_click_on() throws Exception {
        terminal.edit("connectors/desk/open.jslt", "$handoverId", "$handovrId");
        terminal.edit("connectors/desk/examples/minimal.yaml", "title:", "titel:");

        assertThat(terminal.run("connector", "check", "connectors/desk")).isEqualTo(1);

        assertThat(terminal.out())
                .contains("connectors/desk/open.jslt:4:17: no such variable '$handovrId'")
                .contains("connectors/desk/examples/minimal.yaml:1:8: /titel: ")
                .contains("did you mean 'title'?")
                .containsPattern("desk: \\d things to correct");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void an_example_that_does_not_hold_is_a_mistake() throws Exception {
        terminal.edit("connectors/desk/receipt.jslt", "accepted", "queued");

        assertThat(terminal.run("connector", "check", "connectors/desk")).isEqualTo(1);

        assertThat(terminal.out())
                .startsWith("connectors/desk/examples/minimal.yaml:11:18: /receipt/state: found \"queued\","
                        + " expected \"accepted\"\n");
    }

    @Test
    void a_program_gets_a_document() throws Exception {
        terminal.run("connector", "new", "other");
        terminal.edit("connectors/other/open.jslt", "$handoverId", "$handovrId");

        assertThat(terminal.run("connector", "check", "connectors", "--format", "json"))
                .isEqualTo(1);

        JsonNode good = terminal.json().at("/connectors/0");
        assertThat(good.path("id").asText()).isEqualTo("desk");
        assertThat(good.path("folder").asText()).isEqualTo("connectors/desk");
        assertThat(good.path("ok").asBoolean()).isTrue();
        assertThat(good.path("version").asText()).matches("[0-9a-f]{8}");
        assertThat(good.path("examples").asInt()).isEqualTo(1);
        assertThat(good.path("errors").isArray()).isTrue();
        JsonNode error = terminal.json().at("/connectors/1/errors/0");
        assertThat(error.path("file").asText()).isEqualTo("connectors/other/open.jslt");
        assertThat(error.path("line").asInt()).isEqualTo(4);
        assertThat(error.path("column").asInt()).isEqualTo(17);
        assertThat(error.path("problem").asText()).startsWith("no such variable");
    }

    @Test
    void a_folder_of_folders_is_all_of_them() {
        terminal.run("connector", "new", "other");

        assertThat(terminal.run("connector", "check", "connectors", "connectors/desk"))
                .isZero();

        assertThat(terminal.out().lines()).hasSize(3).last().isEqualTo("2 of 2 connectors are good");
    }

    @Test
    void what_is_not_there_is_a_mistake_of_the_command_line() throws Exception {
        assertThat(terminal.run("connector", "check", "nowhere")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no folder nowhere.");

        assertThat(terminal.run("connector", "check", "connectors/desk/examples"))
                .isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no connector in connectors/desk/examples: expected");
    }

    @Test
    void a_folder_without_a_kamelet_says_which_file_is_missing() throws Exception {
        terminal.write("connectors/half/open.jslt", "{}");

        assertThat(terminal.run("connector", "check", "connectors/half")).isEqualTo(1);

        assertThat(terminal.out())
                .startsWith("connectors/half/half.kamelet.yaml: found no Kamelet, expected this file");
    }

    @Test
    void who_stands_in_the_folder_gets_short_paths() throws Exception {
        terminal.edit("connectors/desk/open.jslt", "$handoverId", "$handovrId");
        Terminal inside = new Terminal(folder.resolve("connectors/desk"));

        assertThat(inside.run("connector", "check", ".")).isEqualTo(1);

        assertThat(inside.out()).startsWith("open.jslt:4:17: ");
    }
}

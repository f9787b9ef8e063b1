package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manners of every tool. */
class ToolsTest {

    private final Terminal terminal;

    ToolsTest(@TempDir Path folder) {
        this.terminal = new Terminal(folder);
    }

    @Test
    void the_gateway_keeps_its_own_arguments() {
        assertThat(Tools.areMeantBy()).isFalse();
        assertThat(Tools.areMeantBy("--baton.targets=targets.yaml")).isFalse();
        assertThat(Tools.areMeantBy("--server.port=0", "connector")).isFalse();
        assertThat(Tools.areMeantBy("connector", "check")).isTrue();
        assertThat(Tools.areMeantBy("--help")).isTrue();
        assertThat(Tools.areMeantBy("--version")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "connector --help",
                "connector new --help",
                "connector check --help",
                "connector try --help",
                "handover --help",
                "handover check --help",
                "handover import --help",
                "handover list --help",
                "handover replay --help",
                "handover discard --help",
                "targets --help",
                "targets check --help",
                "schema --help"
            })
    void help_shows_an_example_and_the_exit_codes(String line) {
        assertThat(terminal.run(line.split(" "))).isZero();
        assertThat(terminal.out())
                .contains("Usage: java -jar baton.jar " + line.replaceFirst(" ?--help", ""))
                .containsPattern("Examples?:\n  (TOKEN=… )?java -jar baton.jar " + line.replaceFirst(" ?--help", ""))
                .contains("  0   good", "  1   something is wrong", "  2   the command line is wrong")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "connector try --version"})
    void the_version_is_told_everywhere(String line) {
        assertThat(terminal.run(line.split(" "))).isZero();
        assertThat(terminal.out()).startsWith("Baton ");
    }

    @Test
    void who_mistypes_gets_a_suggestion() {
        assertThat(terminal.run("conector", "new")).isEqualTo(2);
        assertThat(terminal.err()).contains("'conector'", "Did you mean: ", "connector");

        assertThat(terminal.run("connector", "check", "x", "--fromat=json")).isEqualTo(2);
        assertThat(terminal.err()).contains("Did you mean: --format?");

        assertThat(terminal.run("schema", "target")).isEqualTo(2);
        assertThat(terminal.err()).contains("expected one of targets, example, ", "did you mean 'targets'?");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void half_a_command_says_what_is_missing() {
        assertThat(terminal.run("connector")).isEqualTo(2);
        assertThat(terminal.err()).contains("Missing required subcommand", "connector --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "example", "handover"})
    void a_schema_is_printed_as_it_ships(String name) throws Exception {
        assertThat(terminal.run("schema", name)).isZero();

        assertThat(terminal.json().path("$schema").asText()).contains("json-schema.org");
        assertThat(terminal.json().path("title").asText()).isNotEmpty();
    }
}

package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway would say at its start. */
class TargetsCheckTest {

    private static final String TARGETS =
            """
            targets:
              eu: {connector: desk, settings: {apiToken: "${DESK_TOKEN}"}}
            steps:
              support: {text: eu}
            """;

    private final Terminal terminal;

    TargetsCheckTest(@TempDir Path folder) {
        this.terminal = new Terminal(folder).with("DESK_TOKEN", "t-0815");
    }

    @Test
    void a_good_file_leads_to_targets_and_steps() throws Exception {
        terminal.run("connector", "new", "desk");
        terminal.write("targets.yaml", TARGETS);

        assertThat(terminal.run("targets", "check")).as(terminal.out()).isZero();

        assertThat(terminal.out()).isEqualTo("targets.yaml: good; targets eu, log; steps support\n");
    }

    @Test
    void everything_that_is_wrong_is_said_and_no_secret() throws Exception {
        terminal.run("connector", "new", "desk");
        terminal.write(
                "etc/targets.yaml",
                """
                targets:
                  eu: {connector: desk, settings: {apiToken: hunter2}}
                  us: {connector: desk, settings: {apiToken: "${US_TOKEN}"}}
                  old: {connector: genesis}
                steps:
                  support: {text: uk}
                """);

        assertThat(terminal.run("targets", "check", "etc/targets.yaml")).isEqualTo(1);

        assertThat(terminal.out())
                .contains(
                        "etc/targets.yaml:2:46: /targets/eu/settings/apiToken: found a secret written out (not shown)")
                .contains("etc/targets.yaml:3:46: ", "the environment variable US_TOKEN is not set [operator]")
                .contains("did you mean 'genesys'?")
                .contains("etc/targets.yaml:6:19: /steps/support/text: found 'uk'")
                .endsWith("etc/targets.yaml: 4 things to correct\n")
                .doesNotContain("hunter2");
    }

    @Test
    void a_connector_in_use_must_hold_and_another_need_not() throws Exception {
        terminal.run("connector", "new", "desk", "--dir", "own");
        terminal.run("connector", "new", "other", "--dir", "own");
        terminal.edit("own/other/open.jslt", "$handoverId", "$handovrId");
        terminal.write("targets.yaml", TARGETS);
        assertThat(terminal.run("targets", "check", "--connectors", "own"))
                .as(terminal.out())
                .isZero();

        terminal.edit("own/desk/receipt.jslt", "accepted", "queued");
        assertThat(terminal.run("targets", "check", "--connectors", "own")).isEqualTo(1);

        assertThat(terminal.out()).startsWith("own/desk/examples/minimal.yaml:11:18: /receipt/state: ");
    }

    @Test
    void what_is_not_there_is_a_mistake_of_the_command_line() throws Exception {
        assertThat(terminal.run("targets", "check")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no file targets.yaml.");

        terminal.write("targets.yaml", TARGETS);
        assertThat(terminal.run("targets", "check", "--connectors", "nowhere")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no folder nowhere.");
    }

    @Test
    void an_empty_file_gets_something_to_start_with() throws Exception {
        terminal.write("targets.yaml", "");

        assertThat(terminal.run("targets", "check")).isEqualTo(1);

        assertThat(terminal.err()).contains("is empty. Something to start with:");
    }
}

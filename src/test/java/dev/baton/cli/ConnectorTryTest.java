package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.Messages;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connector makes of a handover, without a network. */
class ConnectorTryTest {

    private final Terminal terminal;

    ConnectorTryTest(@TempDir Path folder) {
        this.terminal = new Terminal(folder).with("DESK_TOKEN", "t-0815");
    }

    @BeforeEach
    void makeAConnectorAndAHandover() throws Exception {
        terminal.run("connector", "new", "desk");
        terminal.write("handover.json", Messages.minimal());
    }

    @Test
    void the_calls_and_the_receipt_are_those_of_the_example() {
        assertThat(tryIt()).isZero();

        assertThat(terminal.out())
                .startsWith("POST https://api.example.org/conversations\n")
                .contains(
                        "x-api-token: ***",
                        "\"externalId\" : \"",
                        "nothing was sent:\n",
                        "\"conversationId\" : \"42\"");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void settings_of_ones_own_are_checked_resolved_and_not_shown() throws Exception {
        terminal.write("settings.yaml", "apiToken: ${DESK_TOKEN}\napiUrl: https://desk.example.net\n");

        assertThat(tryIt("--settings", "settings.yaml", "--format", "json")).isZero();

        assertThat(terminal.json().path("sent").asBoolean(true)).isFalse();
        assertThat(terminal.json().at("/calls/0/url").asText()).isEqualTo("https://desk.example.net/conversations");
        assertThat(terminal.json().at("/calls/0/headers/x-api-token").asText()).isEqualTo("***");
        assertThat(terminal.json().at("/receipt/state").asText()).isEqualTo("accepted");
        assertThat(terminal.out()).doesNotContain("t-0815");
    }

    @Test
    void settings_may_be_json() throws Exception {
        terminal.write("settings.json", "{\"apiToken\": \"${DESK_TOKEN}\"}");

        assertThat(tryIt("--settings", "settings.json")).isZero();
    }

    @Test
    void wrong_settings_are_refused_as_the_gateway_refuses_them() throws Exception {
        terminal.write("own/settings.yaml", "apiToken: hunter2\napiUrl: nowhere\napiUlr: hunter3\n");

        assertThat(tryIt("--settings", "own/settings.yaml")).isEqualTo(1);

        assertThat(terminal.err())
                .contains("own/settings.yaml:1:11: /apiToken: found a secret written out (not shown)")
                .contains("own/settings.yaml:2:9: /apiUrl: ", "own/settings.yaml:3:1: /apiUlr: ")
                .doesNotContain("hunter");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void a_target_is_taken_out_of_a_file_that_is_wrong_elsewhere() throws Exception {
        terminal.write(
                "targets.yaml",
                """
                targets:
                  desk-eu: {connector: desk, settings: {apiToken: "${DESK_TOKEN}"}, overridable: []}
                  us: {connector: desk, settings: {apiToken: "${US_TOKEN}"}}
                  gen: {connector: genesys}
                steps: {support: {text: nobody}}
                """);

        assertThat(tryIt("--settings", "targets.yaml", "--target", "desk-eu")).isZero();
        assertThat(tryIt("--settings", "targets.yaml", "--target", "us")).isEqualTo(1);
        assertThat(terminal.err())
                .contains("targets.yaml:3:46: /targets/us/settings/apiToken: ")
                .contains("US_TOKEN");
        assertThat(tryIt("--settings", "targets.yaml", "--target", "dsk-eu")).isEqualTo(1);
        assertThat(terminal.err()).contains("one of desk-eu, us, gen; did you mean 'desk-eu'?");
        assertThat(tryIt("--settings", "targets.yaml", "--target", "gen")).isEqualTo(1);
        assertThat(terminal.err()).contains("expected 'desk', which is tried here");
        assertThat(tryIt("--settings", "targets.yaml")).isEqualTo(1);
        assertThat(terminal.err()).contains("expected the name of one of them with --target: desk-eu, us, gen");
    }

    @Test
    void a_handover_that_the_connector_cannot_take_is_refused_first() throws Exception {
        terminal.write("voice.json", Messages.minimal().replace("\"text\"", "\"voice\""));

        assertThat(terminal.run("connector", "try", "connectors/desk", "--handover", "voice.json"))
                .isEqualTo(1);
        assertThat(terminal.err())
                .contains("/conversation/channel: found \"voice\", expected text, which is what connector desk takes");

        assertThat(terminal.run("connector", "try", "msc-text", "--handover", "handover.json"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("/customer/email: found nothing", "cannot do without it");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void a_handover_that_breaks_the_contract_is_refused_first() {
        assertThat(terminal.pipe("{}").run("connector", "try", "connectors/desk", "--handover", "-"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("stdin:1:1: /conversation: found nothing", "Nothing was tried");
    }

    @Test
    void what_does_not_reach_the_target_is_said() throws Exception {
        terminal.edit("connectors/desk/desk.kamelet.yaml", "summary, transcript, ", "");
        terminal.write(
                "handover.json",
                Messages.minimal().replaceFirst("\\{", "{\"summary\": {\"text\": \"They want out.\"},"));

        assertThat(tryIt()).isZero();
        assertThat(terminal.out()).contains("Warning: /summary: The target cannot take this.");
    }

    @Test
    void a_broken_connector_says_where() throws Exception {
        terminal.edit("connectors/desk/open.jslt", "$handoverId", "$handovrId");

        assertThat(tryIt()).isEqualTo(1);
        assertThat(terminal.err()).startsWith("connectors/desk/open.jslt:4:17: no such variable");
    }

    @Test
    void a_mapping_that_fails_is_a_failure() throws Exception {
        terminal.edit("connectors/desk/open.jslt", "handover-text(., 4000)", "error(\"no text\")");

        assertThat(tryIt()).isEqualTo(1);
        assertThat(terminal.out()).contains("No call was made.", "class integrator_must_act, code mapping_failed");
    }

    @Test
    void a_command_line_that_makes_no_sense_is_refused() {
        assertThat(tryIt("--send")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("--send needs --settings.");
        assertThat(tryIt("--target", "eu")).isEqualTo(2);
        assertThat(terminal.run("connector", "try", "genesis", "--handover", "handover.json"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean 'genesys'?");
    }

    private int tryIt(String... options) {
        String[] line = new String[5 + options.length];
        System.arraycopy(
                new String[] {"connector", "try", "connectors/desk", "--handover", "handover.json"}, 0, line, 0, 5);
        System.arraycopy(options, 0, line, 5, options.length);
        return terminal.run(line);
    }
}

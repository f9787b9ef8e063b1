package dev.baton.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters from a terminal, at a gateway that knows its clients. */
class HandoverDeadLettersTest {

    private static final String KEY = "key-of-alpha-0815";
    private static final String NOBODY = "01JD6Q4WZ0V9K3M8T5X7B2N1RC";

    private static FallbackDesks desks;
    private static GatewayUnderTest gateway;

    @TempDir
    Path here;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desks = new FallbackDesks();
        desks.answers("first", aResponse().withStatus(503));
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desks.target("first", "desk", "") + desks.target("second", "desk", "")
                        + "steps:\n  support: {text: first}\ndefault: support\n",
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.clients.alpha.key-sha256=" + sha256(KEY));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void a_program_gets_what_the_gateway_said() throws Exception {
        String id = failed();
        Terminal terminal = new Terminal(here).with("BATON_KEY", KEY);

        assertThat(run(terminal, "handover", "list", "--json")).isZero();
        assertThat(terminal.json().path("handovers").findValuesAsText("id")).contains(id);
        assertThat(run(terminal, "handover", "replay", id, "--to", "second", "--format", "json"))
                .isZero();
        assertThat(terminal.json().at("/results/0/result").asText()).isEqualTo("replayed");
        assertThat(run(terminal, "handover", "replay", id)).isZero();
        assertThat(terminal.out()).contains("already");
    }

    @Test
    void the_key_may_be_in_a_file_but_is_never_shown() throws Exception {
        Terminal terminal = new Terminal(here);
        terminal.write("key", KEY + "\n");

        assertThat(run(terminal, "handover", "list")).isEqualTo(1);
        assertThat(terminal.err()).contains("No known API key");
        assertThat(run(terminal, "handover", "list", "--key-file", "key")).isZero();
        terminal.write("key", KEY + "x");
        assertThat(run(terminal, "handover", "list", "--key-file", "key")).isEqualTo(1);
        assertThat(terminal.err()).doesNotContain(KEY);
    }

    @Test
    void what_could_not_be_done_is_said_and_is_exit_code_1() throws Exception {
        String id = failed();
        Terminal terminal = new Terminal(here).with("BATON_KEY", KEY);

        assertThat(run(terminal, "handover", "replay", NOBODY, "--to", "second"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("refused", "There is nothing here");
        assertThat(run(terminal, "handover", "discard", id, NOBODY, "--reason", "no more"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains(id + "  discarded", NOBODY + "  There is nothing here");
        assertThat(run(terminal, "handover", "list", "--all")).isZero();
        assertThat(terminal.out()).contains("discarded: no more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --limit 0",
                "list --class bad",
                "list --before noon",
                "list --url ftp://127.0.0.1",
                "list --url http://user@127.0.0.1",
                "list --key-file nowhere",
                "replay",
                "replay x",
                "replay ../../actuator",
                "replay " + NOBODY + " --target first",
                "replay " + NOBODY + " --to first --to-step support",
                "discard " + NOBODY,
                "discard --reason x"
            })
    void a_command_line_that_makes_no_sense_is_exit_code_2(String line) {
        Terminal terminal = new Terminal(here);

        assertThat(terminal.run(("handover " + line).split(" "))).isEqualTo(2);

        assertThat(terminal.err()).contains("More: ");
    }

    @Test
    void who_answers_nothing_is_named() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Terminal terminal = new Terminal(here);

        assertThat(terminal.run("handover", "list", "--url", "http://127.0.0.1:" + port))
                .isEqualTo(1);

        assertThat(terminal.err()).contains("No gateway answers at http://127.0.0.1:" + port);
    }

    private static int run(Terminal terminal, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--url", gateway.uri("/").toString()));
        return terminal.run(line.toArray(String[]::new));
    }

    private static String failed() throws Exception {
        return json(gateway.post(Messages.minimal(), "Prefer", "wait=20", "X-API-Key", KEY))
                .path("id")
                .asText();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.Messages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the door would say of a message.
 *
 * <p>Behaviour 69.
 */
class HandoverCheckTest {

    private static final String WRONG =
            """
            {"source": {"platform": "halo", "botId": "support"},
             "conversation": {"id": "c-1", "channel": "txt"},
             "reasn": {"code": "customer_request"}}
            """;

    private final Terminal terminal;

    HandoverCheckTest(@TempDir Path folder) {
        this.terminal = new Terminal(folder);
    }

    @Test
    void a_good_message_is_good() throws Exception {
        terminal.write("handover.json", Messages.with("\"context\": {\"orderId\": \"A-1\"}"));

        assertThat(terminal.run("handover", "check", "handover.json")).isZero();
        assertThat(terminal.out()).isEqualTo("handover.json: good\n");
    }

    @Test
    void a_message_that_tells_a_human_nothing_is_good_but_remarked_upon() throws Exception {
        terminal.write("handover.json", Messages.minimal());

        assertThat(terminal.run("handover", "check", "handover.json")).isZero();
        assertThat(terminal.out())
                .isEqualTo("handover.json: it holds neither transcript nor summary nor context: whoever takes the"
                        + " handover starts from nothing\nhandover.json: good\n");
    }

    @Test
    void everything_that_is_wrong_is_said_with_its_place() throws Exception {
        terminal.write("handover.json", WRONG);

        assertThat(terminal.run("handover", "check", "handover.json")).isEqualTo(1);

        assertThat(terminal.out().lines())
                .anySatisfy(line -> assertThat(line).startsWith("handover.json:1:1: /reason: found nothing, expected"))
                .contains("handover.json:2:43: /conversation/channel: found \"txt\", expected one of text, voice;"
                        + " did you mean 'text'?")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("handover.json:3:11: /reasn: ")
                        .endsWith("did you mean 'reason'?"))
                .endsWith("handover.json: 3 things to correct");
    }

    @Test
    void the_place_is_left_out_where_json_is_no_yaml() throws Exception {
        terminal.write("handover.json", WRONG.replace("\n ", "\n\t"));

        assertThat(terminal.run("handover", "check", "handover.json")).isEqualTo(1);

        assertThat(terminal.out()).containsPattern("handover.json(:2:\\d+)?: /conversation/channel: found \"txt\"");
    }

    @Test
    void a_program_gets_what_the_door_would_answer() throws Exception {
        assertThat(terminal.pipe(WRONG).run("handover", "check", "-", "--format", "json"))
                .isEqualTo(1);

        assertThat(terminal.json().path("ok").asBoolean(true)).isFalse();
        assertThat(terminal.json().at("/problem/type").asText()).isEqualTo("urn:baton:problem:invalid-handover");
        assertThat(terminal.json().at("/problem/errors")).hasSize(3);
        assertThat(terminal.json().at("/problem/errors/1/didYouMean").asText()).isEqualTo("text");
    }

    @Test
    void what_is_no_json_is_said_where_reading_stopped() {
        assertThat(terminal.pipe("{\n \"a\": }").run("handover", "check", "-")).isEqualTo(1);

        assertThat(terminal.out()).startsWith("stdin:2:").contains("This is not JSON");
    }

    @Test
    void what_is_not_there_is_a_mistake_of_the_command_line() {
        assertThat(terminal.run("handover", "check", "nowhere.json")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no file nowhere.json.");
    }
}

package dev.baton.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in docs/dead-letters.md do what it says. */
class DeadLettersPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?ms)^\\$ java -jar baton\\.jar (.*?)\\n(.*?)(?=^\\$|\\z)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
    private static final Pattern ID = Pattern.compile("\\b01[0-9A-Z]{24}\\b");
    private static final Pattern CHANGING = Pattern.compile("\\b01[0-9A-Z]{24}\\b|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    @Test
    void its_commands_answer_as_it_says(@TempDir Path folder) throws Exception {
        String page = Files.readString(Path.of("docs/dead-letters.md"));
        try (FallbackDesks desks = new FallbackDesks();
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        "targets:\n" + desks.target("genesys-eu", "desk", "") + desks.target("msc-nl", "desk", "")
                                + "steps:\n  support: {text: genesys-eu}\ndefault: support\n",
                        "--baton.connectors=" + FallbackDesks.connectors(folder))) {
            desks.answers("genesys-eu", aResponse().withStatus(503));
            List<String> failed = List.of(failed(gateway), failed(gateway));
            List<String> curls = blocks(page, "sh");
            JsonNode listed = json(run(curls.get(0), gateway));
            assertThat(listed.path("handovers"))
                    .extracting(letter -> letter.path("id").asText())
                    .containsExactly(failed.get(1), failed.get(0));

            terminal(page, folder, gateway, failed);

            failed(gateway);
            JsonNode replayed = json(run(curls.get(1), gateway));
            assertThat(replayed.path("results"))
                    .extracting(result -> result.path("result").asText())
                    .containsExactly("replayed");
        }
    }

    private static void terminal(String page, Path folder, GatewayUnderTest gateway, List<String> failed) {
        Terminal terminal = new Terminal(folder);
        String console = blocks(page, "console").get(0);
        List<String> shown =
                ID.matcher(console).results().map(MatchResult::group).distinct().toList();
        String now = console.replace(shown.get(0), failed.get(1)).replace(shown.get(1), failed.get(0));
        List<MatchResult> commands = COMMAND.matcher(now).results().toList();
        assertThat(commands).hasSize(4);
        for (MatchResult command : commands) {
            List<String> words = new ArrayList<>();
            WORD.matcher(command.group(1))
                    .results()
                    .forEach(word -> words.add(word.group(1) == null ? word.group() : word.group(1)));
            words.addAll(List.of("--url", gateway.uri("").toString()));

            assertThat(terminal.run(words.toArray(String[]::new)))
                    .as(terminal.out() + terminal.err())
                    .isZero();

            assertThat(steady(terminal.out())).isEqualTo(steady(command.group(2)));
            assertThat(terminal.err()).isEmpty();
        }
    }

    private static String failed(GatewayUnderTest gateway) throws Exception {
        return json(gateway.post(Messages.minimal(), "Prefer", "wait=20"))
                .path("id")
                .asText();
    }

    /** A time without milliseconds is shorter, and its column with it. */
    private static String steady(String text) {
        return CHANGING.matcher(text).replaceAll("0").replaceAll(" +", " ");
    }

    private static String run(String command, GatewayUnderTest gateway) throws Exception {
        Process process =
                new ProcessBuilder("bash", "-c", command.replace("8080", String.valueOf(gateway.port()))).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static List<String> blocks(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}

package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in docs/tools.md answer as it says, one after the other. */
class ToolsPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?ms)^\\$ java -jar baton\\.jar (.*?)\\n(.*?)(?=^\\$|\\z)");
    private static final Pattern CHANGING = Pattern.compile("(?<=version )[0-9a-f]{8}|[0-9A-Z]{26}");

    private final Terminal terminal;
    private final String page;

    ToolsPageTest(@TempDir Path folder) throws Exception {
        terminal = new Terminal(folder);
        page = Files.readString(Path.of("docs/tools.md"));
    }

    @Test
    void its_commands_answer_as_it_says() throws Exception {
        terminal.write("handover.json", blocks("json").get(0));
        terminal.write("legacy.json", blocks("json").get(1));
        terminal.write("targets.yaml", blocks("yaml").get(0));
        List<MatchResult> commands =
                COMMAND.matcher(String.join("", blocks("console"))).results().toList();

        assertThat(commands).hasSize(6);
        for (MatchResult command : commands) {
            terminal.run(command.group(1).split(" "));
            assertThat(steady(terminal.out())).as(command.group(1)).isEqualTo(steady(command.group(2)));
            assertThat(terminal.err()).isEmpty();
        }
    }

    private static String steady(String text) {
        return CHANGING.matcher(text).replaceAll("0");
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}

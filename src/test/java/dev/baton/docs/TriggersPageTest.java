package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.phrase.ContactRequests;
import dev.baton.support.GatewayUnderTest;
import dev.baton.trigger.Trigger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conversation in docs/triggers.md goes as it says. Behaviours 13, 50, 51, 52, 63. */
class TriggersPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\| `(\\w+)` \\| (\\w+) \\|$");

    private final Markdown page;

    TriggersPageTest() throws Exception {
        page = Markdown.read("docs/triggers.md");
    }

    @Test
    void its_turns_are_answered_as_it_says(@TempDir Path folder) throws Exception {
        List<String> turns = page.blocks("sh");
        List<String> answers = page.blocks("json");
        assertThat(turns).hasSameSizeAs(answers).isNotEmpty();
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(folder, page.blocks("yaml").get(0))) {
            for (int i = 0; i < turns.size(); i++) {
                String curl = turns.get(i)
                        .replace("http://127.0.0.1:8080", gateway.uri("").toString());

                agrees(JSON.readTree(answers.get(i)), JSON.readTree(run(curl)));
            }
        }
    }

    @Test
    void its_second_example_is_taken(@TempDir Path folder) throws Exception {
        String step =
                "steps:\n  support:\n    text: log\n    " + page.blocks("yaml").get(1);

        GatewayUnderTest.start(folder, step).close();
    }

    @Test
    void its_table_has_every_trigger_in_order() {
        assertThat(ROW.matcher(page.text()).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(Trigger.values()).map(Trigger::wireName).toList());
    }

    @Test
    void it_names_every_language_and_its_links_lead_somewhere() {
        assertThat(page.text())
                .contains(": "
                        + ContactRequests.shipped().keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    /** The page leaves out some members of the receipt, and writes … for what is never the same. */
    private static void agrees(JsonNode told, JsonNode answered) {
        assertThat(answered.size()).as(answered.toString()).isEqualTo(told.size());
        told.properties().forEach(member -> {
            JsonNode found = answered.path(member.getKey());
            if (member.getKey().equals("handover")) {
                member.getValue().properties().forEach(part -> assertThat(
                                part.getValue().asText().equals("…")
                                        || found.path(part.getKey()).equals(part.getValue()))
                        .as(found.toString())
                        .isTrue());
            } else {
                assertThat(found).as(member.getKey()).isEqualTo(member.getValue());
            }
        });
    }

    private static String run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}

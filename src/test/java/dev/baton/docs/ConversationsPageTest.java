package dev.baton.docs;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ConversationProperties;
import dev.baton.HandoverProperties;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.HumanTimes;
import dev.baton.target.Targets;
import dev.baton.target.TargetsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/conversations.md says is so. */
class ConversationsPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Markdown page;

    ConversationsPageTest() throws Exception {
        page = Markdown.read("docs/conversations.md");
    }

    @Test
    void its_commands_are_answered_as_it_says() throws Exception {
        List<String> commands = page.blocks("sh");
        assertThat(commands).hasSize(6);
        try (FallbackDesks desks = new FallbackDesks();
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        "targets:\n" + desks.target("desk", "desk", "")
                                + "steps: {support: {text: desk, active: 8h, unclaimed: 10m}}\ndefault: support\n",
                        "--baton.connectors=" + FallbackDesks.connectors(folder))) {
            String id = handOver(gateway);

            JsonNode owner = run(commands.get(0), gateway, id);
            assertThat(names(owner))
                    .isEqualTo(names(JSON.readTree(page.blocks("json").get(0))));
            assertThat(owner.path("owner").asText()).isEqualTo("human");
            assertThat(run(commands.get(1), gateway, id).at("/returned/summary").asText())
                    .isEqualTo("The refund is on its way.");
            assertThat(run(commands.get(2), gateway, handOver(gateway))
                            .at("/cancelled/by")
                            .asText())
                    .isEqualTo("customer");
            assertThat(run(commands.get(3), gateway, id).path("owner").asText()).isEqualTo("nobody");
            assertThat(run(commands.get(4), gateway, id).path("owner").asText()).isEqualTo("bot");
            assertThat(run(commands.get(5), gateway, id)
                            .at("/feedback/0/rating")
                            .asInt())
                    .isEqualTo(4);
        }
    }

    @Test
    void its_step_can_be_used_as_it_is() throws Exception {
        Path file = Files.writeString(
                folder.resolve("targets.yaml"), page.blocks("yaml").get(0));

        Targets targets = TargetsFile.load(file, ShippedConnectors.forms(), name -> null);

        assertThat(targets.steps().get("support").times())
                .isEqualTo(new HumanTimes(Duration.ofMinutes(10), Duration.ofHours(8)));
    }

    @Test
    void every_setting_is_in_the_table() throws Exception {
        String configuration = Markdown.read("docs/configuration.md").text();

        assertThat(SettingNames.of(ConversationProperties.class, "baton.conversation"))
                .allSatisfy(name -> assertThat(configuration).contains("| `" + name + "` |"));
        assertThat(SettingNames.of(HandoverProperties.class, "baton.handover"))
                .allSatisfy(name -> assertThat(configuration).contains("| `" + name + "` |"));
    }

    @Test
    void its_links_lead_somewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    private static String handOver(GatewayUnderTest gateway) throws Exception {
        ObjectNode receipt = json(gateway.post(Messages.minimal("c-1"), "Prefer", "wait=20"));
        assertThat(receipt.path("state").asText()).as(receipt.toString()).isEqualTo("accepted");
        return receipt.path("id").asText();
    }

    private static JsonNode run(String command, GatewayUnderTest gateway, String id) throws Exception {
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-c", command.replace("8080", String.valueOf(gateway.port())));
        shell.environment().put("ID", id);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return JSON.readTree(output);
    }

    private static TreeSet<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.properties().forEach(member -> {
            names.add(member.getKey());
            names.addAll(names(member.getValue()));
        });
        return names;
    }
}

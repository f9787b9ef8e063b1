package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxTargets;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.ShippedConnectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/bot-framework.md says is so. */
class BotFrameworkPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Markdown page;

    BotFrameworkPageTest() throws Exception {
        page = Markdown.read("docs/bot-framework.md");
    }

    @Test
    void its_call_is_answered_as_it_says() throws Exception {
        try (SimulatedDesk desk = SimulatedDesk.start(0)) {
            Path targets = SandboxTargets.write(folder, ShippedConnectors.all(), desk);
            try (GatewayUnderTest gateway = GatewayUnderTest.start(folder, Files.readString(targets))) {
                Files.writeString(
                        folder.resolve("handoff.json"), page.blocks("json").get(0));

                String answer = run(page.blocks("sh").get(0).replace("8080", String.valueOf(gateway.port())));

                assertThat(withoutTimes(answer))
                        .isEqualTo(withoutTimes(page.blocks("json").get(1)));
            }
        }
    }

    @Test
    void its_links_lead_somewhere() throws Exception {
        for (String name : List.of("docs/bot-framework.md", "docs/migration.md", "docs/tools.md")) {
            assertThat(Markdown.read(name).links()).as(name).allSatisfy(link -> assertThat(link)
                    .exists());
        }
    }

    private String run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static ObjectNode withoutTimes(String status) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(status);
        assertThat(json.path("id").asText()).endsWith("-accepted");
        json.remove(List.of("id", "timestamp"));
        json.withObject("/channelData/receipt").remove(List.of("id", "requestedAt", "updatedAt", "links"));
        return json;
    }
}

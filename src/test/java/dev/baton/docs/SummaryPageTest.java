package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.summary.SummaryProperties;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.SimulatedModel;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/summary.md: what it shows is what happens. */
class SummaryPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Markdown page = read();

    @Test
    void the_example_gets_the_summary_that_the_page_shows() throws Exception {
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(folder, page.blocks("yaml").get(0))) {
            ObjectNode receipt = (ObjectNode)
                    JSON.readTree(gateway.post(body(page.blocks("sh").get(0)), "Prefer", "wait=10")
                            .body());

            JsonNode shown = JSON.readTree(page.blocks("json").get(0)).path("summary");
            ObjectNode summary = (ObjectNode) receipt.path("summary");
            assertThat(summary.remove("generatedAt")).isNotNull();
            assertThat(summary).isEqualTo(shown);
        }
    }

    @Test
    void its_settings_ask_a_model() throws Exception {
        try (SimulatedModel model = new SimulatedModel();
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        page.blocks("yaml").get(0),
                        Stream.concat(
                                        page.blocks("properties").get(0).lines(),
                                        Stream.of("baton.summary.url=" + model.url(), "OPENAI_KEY=k"))
                                .filter(line -> !line.contains("api.openai.com"))
                                .map(line -> "--" + line)
                                .toArray(String[]::new))) {
            JsonNode receipt = JSON.readTree(gateway.post(body(page.blocks("sh").get(0)), "Prefer", "wait=10")
                    .body());

            assertThat(receipt.at("/summary/generatedBy").asText()).isEqualTo("gpt-4o-mini");
            assertThat(model.asked().get(0).authorization()).isEqualTo("Bearer k");
        }
    }

    @Test
    void every_setting_is_in_the_table() throws Exception {
        String settings = Markdown.read("docs/configuration.md").text();

        assertThat(SettingNames.of(SummaryProperties.class, "baton.summary"))
                .map(name -> name.replace("otherwise", "default"))
                .hasSize(7)
                .allSatisfy(name -> assertThat(settings).contains("| `" + name + "` |"));
    }

    @Test
    void its_links_lead_somewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    private static String body(String curl) {
        return curl.substring(curl.indexOf("-d '") + 4, curl.lastIndexOf('\''));
    }

    private static Markdown read() {
        try {
            return Markdown.read("docs/summary.md");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

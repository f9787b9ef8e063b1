package dev.baton.docs;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.support.GatewayUnderTest;
import dev.baton.words.LanguageProperties;
import dev.baton.words.TranslateProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/words.md shows. */
class WordsPageTest {

    private final Path folder;
    private final Markdown page;

    WordsPageTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.page = Markdown.read("docs/words.md");
    }

    @Test
    void every_setting_is_in_a_table() {
        List<String> names = new ArrayList<>(SettingNames.of(LanguageProperties.class, "baton.language"));
        names.addAll(SettingNames.of(TranslateProperties.class, "baton.translate"));

        assertThat(names).hasSize(11).allSatisfy(name -> assertThat(page.text()).contains("| `" + name + "` |"));
        assertThat(page.blocks("properties").get(0).lines()).isNotEmpty().allSatisfy(line -> assertThat(names)
                .contains(line.substring(0, line.indexOf('='))));
    }

    @Test
    void its_handover_gets_the_words_that_it_says() throws Exception {
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(folder, page.blocks("yaml").get(0))) {
            JsonNode shown = new ObjectMapper().readTree(page.blocks("json").get(1));
            JsonNode receipt = json(gateway.post(page.blocks("json").get(0)));

            assertThat(receipt.path("message")).isEqualTo(shown.path("message"));
            assertThat(receipt.path("language")).isEqualTo(shown.path("language"));
        }
    }

    @Test
    void its_route_translates() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("translate.camel.yaml"), page.blocks("yaml").get(1));
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                page.blocks("yaml").get(0),
                "--baton.routes=" + routes,
                "--baton.translate.uri=direct:translate")) {
            String french = page.blocks("json").get(0).replace("\"channel\"", "\"language\": \"fr\", \"channel\"");

            assertThat(json(gateway.post(french)).at("/message/text").asText())
                    .isEqualTo("[fr] One moment please, Ann. Somebody will look at order 5512 with you.");
        }
    }

    @Test
    void its_links_lead_somewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }
}

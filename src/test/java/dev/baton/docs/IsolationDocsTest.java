package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.inbound.IntakeProperties;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.TargetsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about configuration says of breakers, rates and overload. */
class IsolationDocsTest {

    @TempDir
    Path folder;

    private Markdown page;

    @BeforeEach
    void read() throws Exception {
        page = Markdown.read("docs/configuration.md");
    }

    @Test
    void every_setting_is_in_the_table() {
        assertThat(SettingNames.of(IntakeProperties.class, "baton.intake"))
                .allSatisfy(name -> assertThat(page.text()).contains("| `" + name + "` |"));
    }

    @Test
    void its_targets_are_good() throws Exception {
        List<String> snippets = page.blocks("yaml").stream()
                .filter(block -> block.contains("breaker:") || block.contains("rate:"))
                .toList();
        assertThat(snippets).hasSize(2);
        for (String snippet : snippets) {
            Path file = Files.writeString(folder.resolve("targets.yaml"), snippet);
            assertThat(TargetsFile.load(file, ShippedConnectors.forms(), Map.<String, String>of()::get)
                            .targets())
                    .containsKey("desk");
        }
    }
}

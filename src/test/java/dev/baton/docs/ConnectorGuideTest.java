package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.mapping.Mapping;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.Targets;
import dev.baton.target.TargetsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who follows the guide of connectors/README.md arrives at the connector that ships. */
class ConnectorGuideTest {

    /** A line with nothing but a file name in bold, and the code block after it. */
    private static final Pattern FILE = Pattern.compile("(?ms)^\\*\\*`([^`]+)`\\*\\*\\n```\\w+\\n(.*?)^```$");

    @TempDir
    Path folder;

    private final String page;

    ConnectorGuideTest() throws Exception {
        page = Files.readString(Path.of("connectors/README.md"));
    }

    @Test
    void its_files_are_those_of_the_connector() {
        assertThat(files())
                .filteredOn(file -> file.getKey().startsWith("connectors/"))
                .hasSize(5)
                .allSatisfy(file -> assertThat(Path.of(file.getKey())).hasContent(file.getValue()));
    }

    @Test
    void its_target_is_good() throws Exception {
        Path file = Files.writeString(folder.resolve("targets.yaml"), file("targets.yaml"));

        Targets targets = TargetsFile.load(file, ShippedConnectors.forms(), Map.of("CHATWOOT_TOKEN", "t")::get);

        assertThat(targets.defaultStep()).isEqualTo("support");
    }

    @Test
    void its_mistake_is_found_where_it_says() {
        String mistaken = file("connectors/chatwoot/open.jslt").replace("$settings.inboxId", "$setings.inboxId");

        assertThatThrownBy(() -> Mapping.compile("open.jslt", mistaken, name -> Optional.empty()))
                .hasMessageStartingWith("open.jslt:4:15: no such variable '$setings'; there are $settings,");
        assertThat(page).contains("open.jslt:4:15: no such variable '$setings'; there are $settings,");
    }

    private String file(String name) {
        return files().stream()
                .filter(file -> file.getKey().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private List<Map.Entry<String, String>> files() {
        return FILE.matcher(page)
                .results()
                .map(file -> Map.entry(file.group(1), file.group(2)))
                .toList();
    }
}

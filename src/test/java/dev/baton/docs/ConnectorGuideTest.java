package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who follows the guide of connectors/README.md arrives at the connector that ships. */
class ConnectorGuideTest {

    /** A line with nothing but a file name in bold, and the code block after it. */
    private static final Pattern FILE = Pattern.compile("(?ms)^\\*\\*`([^`]+)`\\*\\*\\n```\\w+\\n(.*?)^```$");

    @Test
    void its_files_are_those_of_the_connector() throws Exception {
        Map<String, String> files = FILE.matcher(Files.readString(Path.of("connectors/README.md")))
                .results()
                .filter(file -> file.group(1).startsWith("connectors/"))
                .collect(Collectors.toMap(file -> file.group(1), file -> file.group(2)));

        assertThat(files).hasSize(5).allSatisfy((name, text) -> assertThat(Path.of(name))
                .hasContent(text));
    }
}

package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.Connector;
import dev.baton.handover.Channel;
import dev.baton.support.ShippedConnectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of what ships in {@code connectors/README.md} is what the folders say. */
class ConnectorTableTest {

    private static final String HEAD =
            """
            | connector | hands over to | channels | sent again after an unknown outcome | the handover must have | settings (**required**, 🔒 secret) |
            |---|---|---|---|---|---|
            """;

    @Test
    void it_is_what_the_folders_say() throws Exception {
        String table = HEAD
                + ShippedConnectors.all().stream().map(ConnectorTableTest::row).collect(Collectors.joining());

        assertThat(Files.readString(Path.of("connectors/README.md"))).contains(table);
    }

    private static String row(Connector connector) {
        return "| [`%s`](%s) | %s | %s | %s | %s | %s |\n"
                .formatted(
                        connector.id(),
                        connector.id(),
                        connector.title(),
                        connector.channels().stream()
                                .map(Channel::wireName)
                                .sorted()
                                .collect(Collectors.joining(", ")),
                        connector.idempotent() ? "yes" : "no",
                        connector.requires().stream()
                                .map(path -> "`" + path + "`")
                                .collect(Collectors.joining(", ")),
                        settings(connector.form().definition()));
    }

    private static String settings(JsonNode definition) {
        Set<String> required = new HashSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        List<String> settings = new ArrayList<>();
        definition.path("properties").properties().forEach(setting -> {
            String name = required.contains(setting.getKey()) ? "**" + setting.getKey() + "**" : setting.getKey();
            boolean secret = setting.getValue().path("format").asText().equals("password");
            settings.add(name + (secret ? " 🔒" : ""));
        });
        return String.join(", ", settings);
    }
}

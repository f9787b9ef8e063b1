package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.Connector;
import dev.baton.connector.Operation;
import dev.baton.handover.Channel;
import dev.baton.support.ShippedConnectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of what ships in {@code connectors/README.md} is what the folders say. With
 * {@code -Dbaton.docs.write=true} it is written anew.
 */
class ConnectorTableTest {

    private static final Path PAGE = Path.of("connectors/README.md");
    private static final Pattern TABLE = Pattern.compile("(?<=### What ships\n)(\\|.*\n)+");
    private static final String HEAD =
            """
            | connector | hands over to | channels | sent again after an unknown outcome | the handover must have | beside the handover | settings (**required**, 🔒 secret) |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void it_is_what_the_folders_say() throws Exception {
        String right = HEAD
                + ShippedConnectors.all().stream().map(ConnectorTableTest::row).collect(Collectors.joining());
        if (Boolean.getBoolean("baton.docs.write")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(right)));
        }

        Matcher found = TABLE.matcher(Files.readString(PAGE));

        assertThat(found.find())
                .as("a table below '### What ships' of %s", PAGE)
                .isTrue();
        assertThat(found.group())
                .withFailMessage(
                        "The table below '### What ships' of %s is not what the folders say. Run this test with"
                                + " -Dbaton.docs.write=true, or paste the right one:%n%n%s",
                        PAGE, right)
                .isEqualTo(right);
    }

    private static String row(Connector connector) {
        return "| [`%s`](%s) | %s | %s | %s | %s | %s | %s |\n"
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
                        beside(connector),
                        settings(connector.form().definition()));
    }

    /** What it can do besides, as the names of files say. */
    private static String beside(Connector connector) {
        List<String> words = new ArrayList<>(connector.isTask() ? List.of("createTask") : List.of());
        connector.operations().keySet().stream().map(Operation::word).sorted().forEach(words::add);
        return String.join(", ", words);
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

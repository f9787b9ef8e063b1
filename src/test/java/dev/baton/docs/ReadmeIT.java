package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.BatonProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's ways to start the real jar start it, with the README's own {@code targets.yaml}. */
class ReadmeIT {

    private static final String START = "java -jar target/baton.jar ";
    private static final Map<String, String> SECRETS = Map.of("GENESYS_SECRET", "s", "CM_TOKEN", "t");

    @TempDir
    Path folder;

    private final Markdown readme;

    ReadmeIT() throws Exception {
        readme = Markdown.read("README.md");
    }

    @Test
    void the_jar_starts_for_this_machine() throws Exception {
        try (BatonProcess gateway = start(commands().get(0))) {
            assertThat(gateway.get("/openapi.yaml").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_jar_starts_for_clients_with_a_key() throws Exception {
        try (BatonProcess gateway = start(commands().get(1).replace("<the SHA-256>", "ab".repeat(32)))) {
            assertThat(gateway.get("/openapi.yaml").statusCode()).isEqualTo(401);
        }
    }

    private List<String> commands() {
        return readme.blocks("sh").stream()
                .filter(block -> block.startsWith(START))
                .map(block -> block.substring(START.length()).replace("\\\n", " "))
                .toList();
    }

    private BatonProcess start(String arguments) throws Exception {
        Files.writeString(folder.resolve("targets.yaml"), readme.blocks("yaml").get(0));
        String[] words = Arrays.stream(arguments.strip().split("\\s+")).toArray(String[]::new);
        BatonProcess gateway = BatonProcess.launch(BatonProcess.JAR, folder, SECRETS, words);
        gateway.awaitReadiness();
        return gateway;
    }
}

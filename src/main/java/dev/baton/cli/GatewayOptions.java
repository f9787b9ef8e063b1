package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway a command talks to, and as whom. The key is never an argument: others on the machine can read those. */
final class GatewayOptions {

    private static final int LONGEST_KEY = 4096;

    @Option(
            names = "--url",
            paramLabel = "<url>",
            defaultValue = "http://127.0.0.1:8080",
            description = "The running gateway (default: ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--key-file",
            paramLabel = "<file>",
            description = "A file with the client's API key; without it, the environment variable BATON_KEY if set.")
    private @Nullable String keyFile;

    GatewayClient open(Tool tool) throws IOException {
        return new GatewayClient(base(tool), key(tool));
    }

    private URI base(Tool tool) {
        try {
            URI given = URI.create(url.replaceFirst("/+$", ""));
            boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
            if (web && given.getHost() != null && given.getUserInfo() == null && given.getQuery() == null) {
                return given;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as of everything else that is no address.
        }
        throw tool.usage("expected an address such as http://127.0.0.1:8080 in --url, without user and query");
    }

    private @Nullable String key(Tool tool) throws IOException {
        String key = tool.around.environment().apply("BATON_KEY");
        if (keyFile != null) {
            Path file = tool.existingFile(keyFile);
            if (Files.size(file) > LONGEST_KEY) {
                throw tool.usage("The file of --key-file is too large to be a key.");
            }
            key = Files.readString(file);
        }
        if (key == null || key.isBlank()) {
            return null;
        }
        if (!key.strip().chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw tool.usage("The API key must be printable ASCII without blanks (it is not shown).");
        }
        return key.strip();
    }

    /** @param ids as the user wrote them */
    static void requireIds(Tool tool, Iterable<String> ids) {
        for (String id : ids) {
            if (!id.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}")) {
                throw tool.usage("'" + id + "' is no id of a handover: expected 26 characters, as handover list shows"
                        + " them.");
            }
        }
    }

    /** A text as a terminal can take it. */
    static String plain(JsonNode text) {
        return text.asText().replaceAll("\\p{Cntrl}", " ");
    }
}

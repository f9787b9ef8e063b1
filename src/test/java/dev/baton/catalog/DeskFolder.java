package dev.baton.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A connector folder with two calls, each of which carries the version of the folder: a mixture of two versions would
 * show at the desk.
 */
final class DeskFolder {

    private static final String KAMELET =
            """
            # Two calls to a desk, both with the version of this folder.
            # Promises: nothing but that.
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: desk
              annotations: {baton.dev/channels: text, baton.dev/idempotent: "true", baton.dev/carries: "*"}
            spec:
              definition:
                title: Desk
                type: object
                required: [url, key]
                properties:
                  url: {title: URL, type: string, format: uri}
                  key: {title: Key, type: string, format: password}
            %s
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {id: key, uri: "secret:key", parameters: {header: X-Key}}
                    - to: {id: map, uri: "jslt:open.jslt"}
                    - to: {id: first, uri: "{{url}}/first/%s", parameters: {httpMethod: POST}}
                    - to: {id: map-again, uri: "jslt:open.jslt"}
                    - to: {id: second, uri: "{{url}}/second/%s", parameters: {httpMethod: POST}}
                    - to: {id: receipt, uri: "jslt:receipt.jslt"}
            """;

    private static final String EXAMPLE =
            """
            # The two calls.
            # Promises: each carries the version.
            title: Both calls carry the version
            handover: {source: {platform: p, botId: b}, conversation: {id: c-1, channel: text}, reason: {code: other}}
            settings: {url: "https://desk.example.org", key: k%s}
            exchange:
              - request: {method: POST, url: "https://desk.example.org/first/%s", headers: {X-Key: k}, body: {version: %s, handover: $handoverId}}
                response: {status: 200, body: {}}
              - request: {method: POST, url: "https://desk.example.org/second/%s", body: {version: %s, handover: $handoverId}}
                response: {status: 200, body: {}}
            receipt: {state: accepted, externalRefs: {version: %s}}
            """;

    private final Path folder;
    private String more = "";
    private String moreInExample = "";

    DeskFolder(Path connectors) {
        this.folder = connectors.resolve("desk");
    }

    /** From the next version on the connector asks for one more setting. */
    void requires(String setting) {
        more = "      %s: {title: New, type: string}".formatted(setting);
        moreInExample = ", " + setting + ": x";
    }

    Path folder() {
        return folder;
    }

    /** Writes the folder file by file, each truncated first, as a plain editor does. */
    void write(String version) throws IOException {
        String kamelet = KAMELET.formatted(more, version, version);
        if (!more.isEmpty()) {
            kamelet = kamelet.replace(
                    "required: [url, key]",
                    "required: [url, key, " + more.strip().split(":")[0] + "]");
        }
        put("desk.kamelet.yaml", kamelet);
        put("open.jslt", mapping(version));
        put(
                "receipt.jslt",
                "// .\n// Promises: .\n{\"state\": \"accepted\", \"externalRefs\": {\"version\": \"%s\"}}\n"
                        .formatted(version));
        put("examples/minimal.yaml", EXAMPLE.formatted(moreInExample, version, version, version, version, version));
    }

    static String mapping(String version) {
        return "// .\n// Promises: .\n{\"version\": \"%s\", \"handover\": $handoverId}\n".formatted(version);
    }

    void put(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** As editors that write a new file and rename it do. */
    void replace(String file, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve("." + Path.of(file).getFileName() + ".swp"), text);
        Files.move(beside, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

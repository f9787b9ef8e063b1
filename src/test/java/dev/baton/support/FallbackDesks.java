package dev.baton.support;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Desks that take text conversations with one call each, all of them at one server, a path for each. Their connectors
 * are {@code desk}; {@code calm-desk}, which may be asked twice; and {@code named-desk}, which needs a name.
 */
public final class FallbackDesks implements AutoCloseable {

    private static final String KAMELET =
            """
            # One call to a desk.
            # Promises: nothing but that.
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: %s
              annotations:
                baton.dev/channels: text
                baton.dev/idempotent: "%s"
                baton.dev/carries: %s
                %s
            spec:
              definition:
                title: Desk
                type: object
                required: [url]
                properties:
                  url: {title: URL, type: string, format: uri}
                  team: {title: Team, type: string, default: none}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {id: map, uri: "jslt:open.jslt"}
                    - to: {id: open, uri: "{{url}}/chats", parameters: {httpMethod: POST}}
                    - to: {id: receipt, uri: "jslt:receipt.jslt"}
            """;

    private static final String EXAMPLE =
            """
            title: A chat is opened
            handover:
              source: {platform: p, botId: b}
              conversation: {id: c-1, channel: text}
              reason: {code: other}
              customer: {name: Ada}
            settings: {url: "https://desk.example.org"}
            exchange:
              - request: {method: POST, url: "https://desk.example.org/chats", body: {handover: $handoverId, team: none}}
                response: {status: 200, body: {id: "1"}}
            receipt: {state: accepted, externalRefs: {chatId: "1"}}
            """;

    private static final String ASKING =
            """
            # Asks the desk whether anybody is there.
            # Promises: nothing but that.
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: %s.availability}
            spec:
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {id: ask, uri: "{{url}}/hours", parameters: {httpMethod: GET}}
                    - to: {id: open, uri: "jslt:hours.jslt"}
            """;

    private static final String ASKED =
            """
            title: The desk is closed
            operation: availability
            settings: {url: "https://desk.example.org"}
            exchange:
              - request: {method: GET, url: "https://desk.example.org/hours"}
                response: {status: 200, body: {hours: closed, opens: "2026-11-23T08:00:00Z"}}
            availability: {open: false, reason: closed, opensAt: "2026-11-23T08:00:00Z"}
            """;

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    public FallbackDesks() {
        server.start();
        reset();
    }

    /** Every desk takes everything again, and nothing has been asked yet. */
    public void reset() {
        server.resetAll();
        server.stubFor(post(anyUrl()).willReturn(okJson("{\"id\": \"1\"}")));
    }

    public WireMockServer server() {
        return server;
    }

    public String url(String desk) {
        return "http://127.0.0.1:" + server.port() + "/" + desk;
    }

    public void answers(String desk, ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo("/" + desk + "/chats")).willReturn(answer));
    }

    /** What a desk says when it is asked whether anybody is there. */
    public void says(String desk, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo("/" + desk + "/hours")).willReturn(answer));
    }

    /** How often a desk was asked whether anybody is there. */
    public int questions(String desk) {
        return server.findAll(getRequestedFor(urlPathEqualTo("/" + desk + "/hours")))
                .size();
    }

    /** The calls that would open a chat. */
    public List<LoggedRequest> calls(String desk) {
        return server.findAll(postRequestedFor(urlPathEqualTo("/" + desk + "/chats")));
    }

    /** Writes the connectors; answers the folder. */
    public static Path connectors(Path home) throws IOException {
        Path folder = home.resolve("connectors");
        write(folder, "desk", "false", "summary, customer.name, reason", "");
        write(folder, "calm-desk", "true", "\"*\"", "");
        write(folder, "named-desk", "false", "\"*\"", "baton.dev/requires: customer.name");
        return folder;
    }

    private static void write(Path connectors, String id, String idempotent, String carries, String requires)
            throws IOException {
        Path folder = connectors.resolve(id);
        Files.createDirectories(folder.resolve("examples"));
        Files.writeString(folder.resolve(id + ".kamelet.yaml"), KAMELET.formatted(id, idempotent, carries, requires));
        Files.writeString(
                folder.resolve("open.jslt"),
                "// .\n// Promises: .\n{\"handover\": $handoverId, \"team\": $settings.team}\n");
        Files.writeString(
                folder.resolve("receipt.jslt"),
                "// .\n// Promises: .\n{\"state\": \"accepted\", \"externalRefs\": {\"chatId\": .id}}\n");
        Files.writeString(folder.resolve("examples/minimal.yaml"), EXAMPLE);
        Files.writeString(folder.resolve(id + ".availability.kamelet.yaml"), ASKING.formatted(id));
        Files.writeString(
                folder.resolve("hours.jslt"),
                "// .\n// Promises: .\n{\"open\": .hours == \"open\", \"reason\": if (.hours != \"open\") .hours,"
                        + " \"opensAt\": .opens}\n");
        Files.writeString(folder.resolve("examples/closed.yaml"), ASKED);
    }

    /** A line of {@code targets.yaml}. */
    public String target(String name, String connector, String more) {
        return "  %s: {connector: %s, settings: {url: \"%s\"}%s}\n".formatted(name, connector, url(name), more);
    }

    @Override
    public void close() {
        server.stop();
    }
}

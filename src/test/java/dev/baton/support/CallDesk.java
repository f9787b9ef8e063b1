package dev.baton.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A desk that takes calls away from the bot, and the connector {@code call-desk} for it, whose calls wait for their
 * message. It gives back the token that it gets, as vendors do with what they were sent.
 */
public final class CallDesk implements AutoCloseable {

    private static final String KAMELET =
            """
            # Moves a call to the desk.
            # Promises: nothing but that.
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: call-desk
              annotations:
                baton.dev/channels: text, voice
                baton.dev/idempotent: "true"
                baton.dev/carries: "*"
                baton.dev/after-message: "true"
            spec:
              definition:
                title: Desk for calls
                type: object
                required: [url]
                properties:
                  url: {title: URL, type: string, format: uri}
                  message: {title: Message, type: string}
                  announce: {title: Announce, type: string, enum: [respond, none]}
                  transferAfterMs: {title: Delay, type: integer, minimum: 0, maximum: 60000}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {id: map, uri: "jslt:open.jslt"}
                    - to: {id: open, uri: "{{url}}/calls", parameters: {httpMethod: POST}}
                    - to: {id: receipt, uri: "jslt:receipt.jslt"}
            """;

    private static final String EXAMPLE =
            """
            title: A call is moved
            handover:
              source: {platform: p, botId: b}
              conversation: {id: c-1, channel: voice}
              reason: {code: other}
            settings: {url: "https://desk.example.org"}
            exchange:
              - request:
                  method: POST
                  url: https://desk.example.org/calls
                  body: {handover: $handoverId, token: $handoverToken, conversation: c-1}
                response: {status: 200, body: {echo: $handoverToken}}
            receipt: {state: accepted, externalRefs: {echo: "for $handoverToken"}}
            """;

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    public CallDesk() {
        server.start();
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"echo\": \"{{jsonPath request.body '$.token'}}\"}")
                        .withTransformers("response-template")));
    }

    /** Refuses calls of this conversation, and repeats in its answer what it was sent. */
    public void refuses(String conversation) {
        server.stubFor(post(anyUrl())
                .withRequestBody(containing(conversation))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"message\": \"unknown token {{jsonPath request.body '$.token'}}\"}")
                        .withTransformers("response-template")));
    }

    /** Writes the connector; answers the folder. */
    public static Path connectors(Path home) throws IOException {
        Path connectors = home.resolve("call-connectors");
        Path folder = connectors.resolve("call-desk");
        Files.createDirectories(folder.resolve("examples"));
        Files.writeString(folder.resolve("call-desk.kamelet.yaml"), KAMELET);
        Files.writeString(
                folder.resolve("open.jslt"),
                "// .\n// Promises: .\n{\"handover\": $handoverId, \"token\": $handoverToken,"
                        + " \"conversation\": .conversation.id}\n");
        Files.writeString(
                folder.resolve("receipt.jslt"),
                "// .\n// Promises: .\n{\"state\": \"accepted\","
                        + " \"externalRefs\": {\"echo\": if (.echo) \"for \" + .echo}}\n");
        Files.writeString(folder.resolve("examples/minimal.yaml"), EXAMPLE);
        return connectors;
    }

    /** A line of {@code targets.yaml}; a message may say how the call is announced. */
    public String target(String name) {
        return "  %s: {connector: call-desk, overridable: [message, announce, transferAfterMs], settings: {url: \"http://127.0.0.1:%d\"}}\n"
                .formatted(name, server.port());
    }

    /** The calls that arrived of this conversation. */
    public List<LoggedRequest> calls(String conversation) {
        return server.findAll(
                postRequestedFor(urlPathEqualTo("/calls")).withRequestBody(containing("\"" + conversation + "\"")));
    }

    /** The token that arrived with the first call of this conversation. */
    public String token(String conversation) throws IOException {
        JsonNode body = GatewayUnderTest.json(calls(conversation).get(0).getBodyAsString());
        return body.path("token").asText();
    }

    @Override
    public void close() {
        server.stop();
    }
}

package dev.baton.inbound;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.ledger.Ledger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;

/** A bot on the Bot Framework, with a gateway and a desk of its own. */
record ActivityPoster(SimulatedDesk desk, GatewayUnderTest gateway) implements AutoCloseable {

    static final String EVENT = "application/vnd.microsoft.activity+json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static ActivityPoster start(Path folder) throws IOException {
        SimulatedDesk desk = SimulatedDesk.start(0);
        return new ActivityPoster(desk, GatewayUnderTest.start(folder, DeskInstallation.targets(folder, desk)));
    }

    @Override
    public void close() {
        gateway.close();
        desk.close();
    }

    /** The handover message that the activity became. */
    JsonNode stored(JsonNode receipt) {
        return gateway.bean(Ledger.class)
                .find("local", receipt.path("id").asText())
                .orElseThrow()
                .handover()
                .message();
    }

    /** Status and type of an answer that must be a problem. */
    static String problem(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return answer.statusCode() + " " + json(answer).path("type").asText();
    }

    /** @param value as JSON, quotes may be single */
    static ObjectNode activity(String value) throws IOException {
        ObjectNode activity = (ObjectNode) json("{'type': 'event', 'name': 'handoff.initiate'}");
        activity.putObject("conversation").put("id", "c-" + UUID.randomUUID());
        activity.set("value", json(value));
        return activity;
    }

    /** An activity of activities.yaml, in a conversation of its own. */
    static ObjectNode example(String name) throws IOException {
        try (InputStream file = ActivityPoster.class.getResourceAsStream("/activity/activities.yaml")) {
            for (JsonNode row : new YAMLMapper().readTree(file)) {
                if (row.path("name").asText().equals(name)) {
                    ObjectNode activity = (ObjectNode) row.path("activity");
                    activity.withObject("/conversation").put("id", "c-" + UUID.randomUUID());
                    return activity;
                }
            }
        }
        throw new AssertionError(name);
    }

    /** @param query with its question mark, or empty */
    HttpResponse<String> post(String query, JsonNode activity, String... headers) throws Exception {
        return send(query, activity.toString(), EVENT, headers);
    }

    HttpResponse<String> send(String query, String body, String type, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.uri("/handovers") + query))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}

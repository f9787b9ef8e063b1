package dev.baton.action;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.baton.support.GatewayUnderTest.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.Baton;
import dev.baton.support.Desks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A gateway with targets that take tasks, at simulated desks. */
final class ActionDesk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Desks desks = new Desks();
    final Pauses pauses = new Pauses();
    final GatewayUnderTest gateway;

    /** @param steps more of them, as YAML under {@code steps:} */
    ActionDesk(Path folder, String steps, String... arguments) throws Exception {
        desks.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--baton.actions.first-pause=20ms");
        all.add("--baton.actions.breaker-pause=100ms");
        gateway = GatewayUnderTest.start(
                pauses.in(Baton.class),
                folder,
                desks.targets(folder).replace("steps:\n", targets() + "steps:\n" + steps.indent(2)),
                all.toArray(String[]::new));
    }

    private String targets() {
        return """
                  chatwoot:
                    connector: chatwoot
                    settings: {accountId: 1, inboxId: 3, inboxIdentifier: abc, apiToken: "${file:/etc/hostname}", apiUrl: "%s"}
                  cases:
                    connector: salesforce-case
                    settings: {domain: acme, clientId: id, clientSecret: "${file:/etc/hostname}", apiUrl: "%s"}
                  incidents:
                    connector: servicenow-incident
                    settings: {instance: acme, username: baton, password: "${file:/etc/hostname}", apiUrl: "%s"}
                """
                .formatted(
                        desks.url("chatwoot", "apiUrl"),
                        desks.url("salesforce-case", "apiUrl"),
                        desks.url("servicenow-incident", "apiUrl"));
    }

    /** @param path after the connector's name */
    void answers(String connector, String path, ResponseDefinitionBuilder answer) {
        desks.server()
                .stubFor(WireMock.any(urlPathMatching("/" + connector + "/apiUrl" + path))
                        .willReturn(answer));
    }

    List<LoggedRequest> calls(String connector, String path) {
        return desks.server().findAll(anyRequestedFor(urlPathMatching("/" + connector + "/apiUrl" + path)));
    }

    /** Posts a handover and answers with its first receipt. @param members of the message, with ' for " */
    ObjectNode post(String members) throws Exception {
        return post("c-" + UUID.randomUUID(), members);
    }

    ObjectNode post(String conversation, String members) throws Exception {
        var answer = gateway.post(Messages.with(conversation, members.replace('\'', '"')), "Prefer", "wait=10");
        if (answer.statusCode() > 299) {
            throw new AssertionError(answer.body());
        }
        return json(answer);
    }

    ObjectNode receipt(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    /** The receipt as soon as it is as wanted. */
    ObjectNode receipt(String id, Predicate<ObjectNode> wanted) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> json(gateway.get("/handovers/" + id)), wanted);
    }

    /** The first action's entry as soon as it is in a state. */
    JsonNode action(String id, int number, String state) {
        return receipt(id, receipt -> receipt.at("/actions/" + number + "/state")
                        .asText()
                        .equals(state))
                .at("/actions/" + number);
    }

    static JsonNode body(LoggedRequest request) throws Exception {
        return JSON.readTree(request.getBody());
    }

    @Override
    public void close() {
        gateway.close();
        desks.close();
    }
}

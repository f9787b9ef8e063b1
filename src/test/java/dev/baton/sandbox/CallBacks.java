package dev.baton.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Request;
import dev.baton.connector.Connector;
import dev.baton.connector.EventAuthentication;
import dev.baton.connector.Example;
import dev.baton.connector.VendorEvents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/**
 * What a vendor says of its own accord, played too: after a call, the first event of the connector's model example goes
 * to the gateway's target of the same name.
 */
final class CallBacks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "$handoverId";

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile String gateway = "";

    /** @param address of the gateway, without a slash at its end */
    void to(String address) {
        gateway = address;
    }

    /** Answers before the event is sent, as vendors do. */
    void after(Connector connector, Request request) {
        Example model = connector.model().orElseThrow();
        handoverId(model, request).ifPresent(id -> {
            String body =
                    model.events().get(0).request().path("body").toString().replace(ID, id);
            HttpRequest.Builder event = HttpRequest.newBuilder(
                            URI.create(gateway + "/targets/" + connector.id() + "/events"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            authenticate(event, Objects.requireNonNull(connector.events()), model, body);
            http.sendAsync(event.build(), HttpResponse.BodyHandlers.discarding());
        });
    }

    /** From where the example has it. */
    private Optional<String> handoverId(Example model, Request request) {
        if (gateway.isEmpty() || model.events().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode sent = JSON.readTree(request.getBody());
            Iterator<String> names = sent.fieldNames();
            while (names.hasNext()) {
                String name = names.next();
                boolean holdsIt = model.exchange().stream()
                        .anyMatch(call ->
                                call.request().path("body").path(name).asText().equals(ID));
                if (holdsIt) {
                    return Optional.of(sent.path(name).asText());
                }
            }
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }

    private static void authenticate(HttpRequest.Builder event, VendorEvents events, Example model, String body) {
        EventAuthentication how = Objects.requireNonNull(events.authentication());
        String secret = model.settings().path(how.secret()).asText();
        event.header(
                how.name(),
                how.kind().equals("token")
                        ? secret
                        : how.prefix()
                                + EventAuthentication.signature(
                                        how.algorithm(),
                                        how.encoding(),
                                        secret,
                                        body.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.baton.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.camel.Exchange;

/** Reads what a connector says of a delivery that went well: a state and the vendor's references. */
final class ReceiptBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> STATES = Set.of("accepted", "queued", "logged");

    private ReceiptBody() {}

    /** A connector without a receipt mapping, such as a stock Kamelet, counts as accepted once its calls went well. */
    static ObjectNode of(Exchange exchange) throws IOException {
        JsonNode body = read(exchange);
        ObjectNode receipt = JSON.createObjectNode();
        String state = body.path("state").asText("accepted");
        receipt.put("state", STATES.contains(state) ? state : "accepted");
        JsonNode refs = body.path("externalRefs");
        if (refs.isObject() && !refs.isEmpty()) {
            receipt.set("externalRefs", refs);
        }
        return receipt;
    }

    /** What the calls left as JSON; missing when it is none. */
    static JsonNode read(Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof JsonNode node) {
            return node;
        }
        try (InputStream stream = exchange.getMessage().getBody(InputStream.class)) {
            JsonNode node = stream == null ? null : JSON.readTree(stream);
            return node == null ? JSON.missingNode() : node;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}

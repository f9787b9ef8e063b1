package dev.baton.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.vendor.ToldFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Reads what a connector says of a delivery that went well: a state and the vendor's references. It may also say that
 * the vendor took the call and yet failed, or that only an event will tell, and how long that may take.
 */
final class ReceiptBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> STATES = Set.of("accepted", "queued", "logged");
    private static final int LONGEST_AWAITED = 300;

    private ReceiptBody() {}

    /** A connector without a receipt mapping, such as a stock Kamelet, counts as accepted once its calls went well. */
    static ObjectNode of(Exchange exchange) throws IOException {
        JsonNode body = read(exchange);
        ObjectNode receipt = JSON.createObjectNode();
        String state = body.path("state").asText("accepted");
        if (state.equals("failed")) {
            throw new ToldFailureException(ToldFailureException.read(body.path("failure")));
        }
        boolean awaits = state.equals("delivering");
        receipt.put("state", awaits || STATES.contains(state) ? state : "accepted");
        if (awaits) {
            receipt.put("awaits", awaited(body.path("awaits")));
            if (body.path("botActs").asBoolean()) {
                receipt.put("botActs", true);
            }
        }
        JsonNode refs = body.path("externalRefs");
        if (refs.isObject() && !refs.isEmpty()) {
            receipt.set("externalRefs", refs);
        }
        return receipt;
    }

    /** A number, also as digits in a text: that is how settings from an environment variable arrive. */
    private static int awaited(JsonNode seconds) {
        int found = seconds.isInt() || seconds.isTextual() ? seconds.asInt(0) : 0;
        if (found < 1 || found > LONGEST_AWAITED) {
            throw new IllegalArgumentException("The receipt has the state delivering and awaits " + seconds
                    + ", expected a whole number of seconds, 1 to " + LONGEST_AWAITED);
        }
        return found;
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

package dev.baton.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.connector.DeliveryScope;
import dev.baton.mapping.JsonBytes;
import dev.baton.vendor.DeclaredFailureException;
import dev.baton.vendor.LaterCalls;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpConstants;

/** Runs one mapping of the connector that serves the delivery. */
final class JsltBlock implements Processor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final Into into;
    private final String header;
    private final boolean stays;

    /**
     * @param header the name of the HTTP header when the result goes into one
     * @param stays whether every later call has it
     */
    JsltBlock(String file, Into into, String header, boolean stays) {
        this.file = file;
        this.into = into;
        this.header = header;
        this.stays = stays;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DeliveryScope scope = DeliveryScope.of(exchange);
        Message message = exchange.getMessage();
        JsonNode result = scope.target().connector().mapping(file).apply(input(message), scope.variables(exchange));
        switch (into) {
            case BODY -> {
                message.setBody(JsonBytes.write(result));
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            }
            case PATH -> message.setHeader(HttpConstants.HTTP_PATH, UrlParts.path(file, result));
            case HEADER -> header(exchange, Headers.value(file, result));
            case HEADERS ->
                members(result)
                        .forEach(one -> message.setHeader(
                                Headers.name(file, one.getKey()), Headers.value(file, one.getValue())));
            case HOSTS -> hosts(LaterCalls.of(exchange), members(result));
            case KEEP -> DeliveryScope.keep(exchange, result);
            case CREATED -> {
                DeliveryScope.keep(exchange, result);
                DeliveryScope.created(exchange);
            }
            case FAILURE -> {
                if (!result.isNull()) {
                    throw new DeclaredFailureException(FailureOf.mapped(file, result));
                }
            }
            case SIP -> SipFields.set(message, file, result);
            case QUERY -> message.setHeader(HttpConstants.HTTP_RAW_QUERY, UrlParts.query(file, result));
        }
    }

    private void header(Exchange exchange, String value) {
        exchange.getMessage().setHeader(header, value);
        if (stays) {
            LaterCalls.of(exchange).header(header, () -> value);
        }
    }

    private static void hosts(LaterCalls calls, Set<Map.Entry<String, JsonNode>> hosts) {
        // What is no text is no host name either, which the call will say.
        hosts.forEach(host -> calls.host(
                host.getKey(), host.getValue().isTextual() ? host.getValue().asText() : ""));
    }

    /** Of an object without members JSLT makes null where it stands in another one. */
    private Set<Map.Entry<String, JsonNode>> members(JsonNode result) {
        if (!result.isObject() && !result.isNull()) {
            throw new IllegalArgumentException(file + ": found " + result.getNodeType() + ", expected an object");
        }
        return result.properties();
    }

    /** The handover itself, or a vendor's answer; an empty or unreadable answer is null to the mapping. */
    private static JsonNode input(Message message) throws IOException {
        Optional<JsonNode> ofSip = SipFields.answer(message);
        if (ofSip.isPresent()) {
            return ofSip.get();
        }
        Object body = message.getBody();
        if (body instanceof JsonNode node) {
            return node;
        }
        if (body == null) {
            return JSON.nullNode();
        }
        try (InputStream stream = message.getMandatoryBody(InputStream.class)) {
            JsonNode node = JSON.readTree(stream);
            return node == null || node.isMissingNode() ? JSON.nullNode() : node;
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        } catch (InvalidPayloadException e) {
            throw new IOException("The body is neither JSON nor bytes", e);
        }
    }

    /** Where the result of a mapping goes. */
    enum Into {
        BODY,
        PATH,
        QUERY,
        HEADER,
        HEADERS,
        HOSTS,
        SIP,
        KEEP,
        CREATED,
        FAILURE;

        static Into of(String word) {
            for (Into into : values()) {
                if (into.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return into;
                }
            }
            throw new IllegalArgumentException(
                    "into=" + word + ": expected body, path, query, header, headers, hosts, sip, keep, created or failure");
        }
    }
}

package dev.baton.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.connector.DeliveryScope;
import dev.baton.vendor.DeclaredFailureException;
import dev.baton.vendor.NextHost;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
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
    private final boolean optional;

    /**
     * @param header the name of the HTTP header when the result goes into one
     * @param optional whether null means that there is no such header
     */
    JsltBlock(String file, Into into, String header, boolean optional) {
        this.file = file;
        this.into = into;
        this.header = header;
        this.optional = optional;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DeliveryScope scope = DeliveryScope.of(exchange);
        Message message = exchange.getMessage();
        JsonNode result = scope.target().connector().mapping(file).apply(input(message), scope.variables(exchange));
        switch (into) {
            case BODY -> {
                message.setBody(JSON.writeValueAsBytes(result));
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            }
            case PATH -> message.setHeader(HttpConstants.HTTP_PATH, UrlParts.path(file, result));
            case HEADER -> {
                if (!optional || !result.isNull()) {
                    message.setHeader(header, Headers.value(file, result));
                }
            }
            // What is no text is no host name either, which the call will say.
            case HOST -> NextHost.give(message, result.isNull() ? null : result.isTextual() ? result.asText() : "");
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
            case QUERY -> message.setHeader(HttpConstants.HTTP_RAW_QUERY, UrlParts.query(file, result));
        }
    }

    /** The handover itself, or a vendor's answer; an empty or unreadable answer is null to the mapping. */
    private static JsonNode input(Message message) throws IOException {
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
        HOST,
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
                    "into=" + word + ": expected body, path, query, header, host, keep, created or failure");
        }
    }
}

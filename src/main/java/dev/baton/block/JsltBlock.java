package dev.baton.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.connector.DeliveryScope;
import dev.baton.mapping.JsonBytes;
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

    /** @param header the name of the HTTP header when the result goes into one */
    JsltBlock(String file, Into into, String header) {
        this.file = file;
        this.into = into;
        this.header = header;
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
            case HEADER -> message.setHeader(header, Headers.value(file, result));
            case KEEP -> DeliveryScope.keep(exchange, result);
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
        KEEP;

        static Into of(String word) {
            for (Into into : values()) {
                if (into.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return into;
                }
            }
            throw new IllegalArgumentException("into=" + word + ": expected body, path, query, header or keep");
        }
    }
}

package dev.baton.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.connector.EventAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vendor's request as its connector's mapping sees it, without what authenticates it. */
final class EventRequest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private EventRequest() {}

    static @Nullable String presented(HttpServletRequest request, EventAuthentication authentication) {
        return authentication.place().equals("header")
                ? request.getHeader(authentication.name())
                : request.getParameter(authentication.name());
    }

    static ObjectNode json(HttpServletRequest request, byte[] body, EventAuthentication authentication) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = json.putObject("headers");
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase(authentication.name())) {
                headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
            }
        }
        ObjectNode query = json.putObject("query");
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals(authentication.name())) {
                query.put(name, values[0]);
            }
        });
        json.set("body", body(body));
        return json;
    }

    /** What is no JSON is a text: the mapping decides what to make of it. */
    private static JsonNode body(byte[] bytes) {
        try {
            JsonNode read = bytes.length == 0 ? null : JSON.readTree(bytes);
            return read == null || read.isMissingNode() ? JsonNodeFactory.instance.nullNode() : read;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory could not be read", e);
        }
    }
}

package dev.baton.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * An HTTP request that a connector would have sent.
 *
 * @param headers by lower-case name
 * @param body as text; empty when there is none
 */
public record RecordedCall(String method, String url, SortedMap<String, String> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    /** @throws IOException when the address is none, or the body cannot be read */
    public static RecordedCall of(ClassicHttpRequest request) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : request.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        try {
            HttpEntity entity = request.getEntity();
            String body = "";
            if (entity != null && entity.getContentLength() != 0) {
                byte[] bytes = EntityUtils.toByteArray(entity);
                body = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
                if (entity.getContentType() != null) {
                    headers.putIfAbsent("content-type", entity.getContentType());
                }
            }
            return new RecordedCall(request.getMethod(), request.getUri().toString(), headers, body);
        } catch (URISyntaxException e) {
            throw new IOException("The connector made an address that is none: " + e.getMessage(), e);
        }
    }

    public boolean isForm() {
        return headers.getOrDefault("content-type", "").startsWith(FORM);
    }

    /** The fields of a form, decoded. */
    public ObjectNode form() {
        ObjectNode fields = JSON.createObjectNode();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    /** The body as JSON, or as a text when it is none; null when there is no body. */
    public JsonNode json() {
        if (body.isEmpty()) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

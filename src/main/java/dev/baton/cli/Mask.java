package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.handover.Failure;
import dev.baton.security.Redactor;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the secrets out of everything that a sent handover shows. */
final class Mask {

    private static final String MASK = "***";

    private final Redactor redactor;

    Mask(Redactor redactor) {
        this.redactor = redactor;
    }

    ShownCall of(WireTap.Call call) {
        ShownCall shown = ShownCall.of(call.request());
        SortedMap<String, String> headers = new TreeMap<>();
        shown.headers().forEach((name, value) -> headers.put(name, header(name, value)));
        return new ShownCall(
                shown.method(),
                redactor.redact(shown.url()),
                headers,
                shown.body() == null ? null : of(shown.body()),
                call.outcome());
    }

    Failure of(Failure failure) {
        return new Failure(
                failure.failureClass(), failure.code(), redactor.redact(failure.reason()), failure.retryAfter());
    }

    /** Every text in it; a vendor may repeat in its answer whatever it was sent. */
    JsonNode of(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(redactor.redact(node.asText()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(redactor.redact(member.getKey()), of(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(of(item)));
            return copy;
        }
        return node;
    }

    /** Credentials are never shown, whoever made them; what comes before a blank is their scheme. */
    private String header(String name, String value) {
        if (!name.equals("authorization")) {
            return redactor.redact(value);
        }
        int blank = value.indexOf(' ');
        return blank < 0 ? MASK : value.substring(0, blank) + " " + MASK;
    }
}

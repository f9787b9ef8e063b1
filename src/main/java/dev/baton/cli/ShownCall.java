package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.proof.RecordedCall;
import java.io.PrintWriter;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A call as it may be shown.
 *
 * @param body JSON, the fields of a form, or a text; absent when there is none
 * @param outcome what the vendor answered; absent when nothing was sent
 */
record ShownCall(
        String method,
        String url,
        SortedMap<String, String> headers,
        @Nullable JsonNode body,
        @Nullable String outcome) {

    /** A call that shows no secret, as a rehearsal has it. */
    static ShownCall of(RecordedCall call) {
        JsonNode body = call.isForm() ? call.form() : call.json();
        return new ShownCall(call.method(), call.url(), call.headers(), body.isNull() ? null : body, null);
    }

    void print(PrintWriter out) {
        out.println(method + " " + url);
        headers.forEach((name, value) -> out.println(name + ": " + value));
        if (body != null) {
            out.println();
            out.println(body.isTextual() ? body.asText() : body.toPrettyString());
        }
        if (outcome != null) {
            out.println("=> " + outcome);
        }
    }

    ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("method", method).put("url", url);
        headers.forEach((name, value) -> json.withObject("headers").put(name, value));
        if (body != null) {
            json.set("body", body);
        }
        if (outcome != null) {
            json.put("outcome", outcome);
        }
        return json;
    }
}

package dev.baton.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.Violation;
import java.util.List;
import java.util.Map;

/**
 * An RFC 9457 problem document.
 *
 * @param detail one sentence about this occurrence: what was found and what would be right
 * @param errors every violation found, in the order of the document
 * @param links named links, for example {@code first} to the handover that is in the way
 * @param more members of this occurrence alone, such as {@code owner}; none has a name of RFC 9457
 */
public record Problem(
        ProblemType type,
        String detail,
        List<Violation> errors,
        Map<String, String> links,
        Map<String, String> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem invalid(ProblemType type, List<Violation> errors) {
        String detail = errors.size() == 1
                ? "There is 1 thing to correct, listed under errors."
                : "There are " + errors.size() + " things to correct, listed under errors.";
        return new Problem(type, detail, List.copyOf(errors), Map.of(), Map.of());
    }

    public Problem withLink(String name, String href) {
        return new Problem(type, detail, errors, Map.of(name, href), more);
    }

    public Problem with(Map<String, String> members) {
        return new Problem(type, detail, errors, links, Map.copyOf(members));
    }

    /** The document as it goes over the wire. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type.uri());
        json.put("title", type.title());
        json.put("status", type.status());
        json.put("detail", detail);
        json.put("mustAct", type.mustAct());
        more.forEach(json::put);
        if (!errors.isEmpty()) {
            errors.forEach(error -> json.withArray("errors").add(toJson(error)));
        }
        if (!links.isEmpty()) {
            links.forEach((name, href) -> json.withObject("links").put(name, href));
        }
        return json;
    }

    private static ObjectNode toJson(Violation violation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pointer", violation.pointer());
        if (violation.found() != null) {
            json.put("found", violation.found());
        }
        json.put("expected", violation.expected());
        if (violation.suggestion() != null) {
            json.put("didYouMean", violation.suggestion());
        }
        return json;
    }
}

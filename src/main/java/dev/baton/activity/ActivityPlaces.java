package dev.baton.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of what is wrong with a message where it comes from in the activity. A mapping passes values on as they are, so
 * the same text is found again; what it made anew has no place there, and that is said.
 */
public final class ActivityPlaces {

    /** Where a bot would give what is missing. */
    private static final Map<String, String> HOME = Map.of(
            "/idempotencyKey", "/id",
            "/conversation/id", "/conversation/id",
            "/context", "/value",
            "/routing/skills", "/value/skill",
            "/summary/text", "/value/va_AgentMessage",
            "/customer/name", "/value/Name",
            "/customer/email", "/value/Email",
            "/customer/phone", "/value/Phone");

    private final JsonNode activity;
    private final ObjectNode message;
    private final Set<String> asked;

    /** @param asked which of step and target the request's address named */
    ActivityPlaces(JsonNode activity, ObjectNode message, Set<String> asked) {
        this.activity = activity;
        this.message = message;
        this.asked = Set.copyOf(asked);
    }

    /** The same violations, with pointers into the activity where there is such a place. */
    public List<Violation> of(List<Violation> violations) {
        return violations.stream().map(this::of).toList();
    }

    private Violation of(Violation violation) {
        String pointer = violation.pointer();
        if (pointer.equals("/step") || pointer.equals("/target")) {
            return inAddress(pointer.substring(1), violation);
        }
        JsonNode value = message.at(pointer);
        String place = isFoundAgain(value) ? find(activity, value, "") : null;
        place = place == null ? HOME.get(pointer) : place;
        return place == null
                ? new Violation(
                        "",
                        violation.found(),
                        violation.expected() + " (" + pointer + " of the handover that the activity is translated to)",
                        violation.suggestion())
                : new Violation(place, violation.found(), violation.expected(), violation.suggestion());
    }

    private Violation inAddress(String name, Violation violation) {
        return asked.contains(name)
                ? new Violation(
                        "",
                        violation.found(),
                        violation.expected() + ", in the query parameter " + name,
                        violation.suggestion())
                : new Violation(
                        "", null, violation.expected() + ", as a query parameter: POST /handovers?step=…", null);
    }

    /** Short-lived values are shared by everybody: the empty text, small numbers, true and false. */
    private static boolean isFoundAgain(JsonNode value) {
        return value.isContainerNode() || value.isTextual() && !value.asText().isEmpty();
    }

    private static @Nullable String find(JsonNode node, JsonNode wanted, String pointer) {
        if (node == wanted) {
            return pointer;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String found = find(member.getValue(), wanted, pointer + "/" + escaped(member.getKey()));
            if (found != null) {
                return found;
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String found = find(node.path(i), wanted, pointer + "/" + i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

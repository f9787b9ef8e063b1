package dev.baton.schema;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When no form of an {@code anyOf} or {@code oneOf} fits, the library reports what is wrong with each of them. A person
 * is helped by the form that comes nearest only.
 */
final class Alternatives {

    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");

    /** How many steps of an evaluation path lead to a member or an item, one step down in the document. */
    private static final Map<String, Integer> DESCENTS =
            Map.of("properties", 2, "patternProperties", 2, "prefixItems", 2, "items", 1, "additionalProperties", 1);

    private Alternatives() {}

    static Collection<ValidationMessage> likeliest(Collection<ValidationMessage> messages) {
        if (messages.stream().noneMatch(message -> choiceIn(message) >= 0)) {
            return messages;
        }
        List<ValidationMessage> kept = new ArrayList<>();
        Map<String, Map<String, List<ValidationMessage>>> choices = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            int at = choiceIn(message);
            if (at < 0) {
                kept.add(message);
            } else if (at + 1 < message.getEvaluationPath().getNameCount()) {
                choices.computeIfAbsent(choiceOf(message, at), choice -> new LinkedHashMap<>())
                        .computeIfAbsent(message.getEvaluationPath().getName(at + 1), form -> new ArrayList<>())
                        .add(message);
            } else if (!"0".equals(message.getArguments()[0])) {
                kept.add(message);
            }
        }
        choices.values().forEach(forms -> kept.addAll(nearest(forms.values())));
        return kept;
    }

    /** Where in the evaluation path the outermost choice stands, or -1. */
    private static int choiceIn(ValidationMessage message) {
        JsonNodePath path = message.getEvaluationPath();
        for (int i = 0; i < path.getNameCount(); i++) {
            if (CHOICES.contains(path.getName(i)) && (i == 0 || !"properties".equals(path.getName(i - 1)))) {
                return i;
            }
        }
        return -1;
    }

    /** The same for all findings about one choice at one place in the document. */
    private static String choiceOf(ValidationMessage message, int at) {
        JsonNodePath path = message.getEvaluationPath();
        JsonNodePath place = message.getInstanceLocation();
        for (int i = at + 2; i < path.getNameCount(); ) {
            Integer descent = DESCENTS.get(path.getName(i));
            boolean descends = descent != null && i + descent < path.getNameCount();
            place = descends ? place.getParent() : place;
            i += descent == null ? 1 : descent;
        }
        return place + " " + ancestor(path, path.getNameCount() - at - 1);
    }

    private static JsonNodePath ancestor(JsonNodePath path, int steps) {
        JsonNodePath ancestor = path;
        for (int i = 0; i < steps; i++) {
            ancestor = ancestor.getParent();
        }
        return ancestor;
    }

    /** The form with the fewest findings, where a form of another type than the value's counts last. */
    private static List<ValidationMessage> nearest(Collection<List<ValidationMessage>> forms) {
        int shallowest = forms.stream()
                .flatMap(List::stream)
                .mapToInt(message -> message.getInstanceLocation().getNameCount())
                .min()
                .orElse(0);
        return forms.stream()
                .min((a, b) -> Integer.compare(weight(a, shallowest), weight(b, shallowest)))
                .orElse(List.of());
    }

    private static int weight(List<ValidationMessage> form, int depth) {
        boolean otherType = form.stream()
                .anyMatch(message -> message.getType().equals("type")
                        && message.getInstanceLocation().getNameCount() == depth);
        return otherType ? SchemaCheck.MOST_FOUND + form.size() : form.size();
    }
}

package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns what the library found into violations, in the order of the document. Used once. */
final class Report {

    private final Describer describer;
    private final Map<JsonNodePath, List<ValidationMessage>> byPlace = new HashMap<>();
    private final Set<JsonNodePath> onTheWay = new HashSet<>();
    private final Set<Violation> violations = new LinkedHashSet<>();
    private int unlisted;

    private Report(Describer describer) {
        this.describer = describer;
    }

    static List<Violation> of(JsonNode schema, JsonNode document, Collection<ValidationMessage> messages) {
        Report report = new Report(new Describer(schema));
        Alternatives.likeliest(messages).forEach(report::place);
        report.walk(document, SchemaCheck.ROOT);
        return report.finished();
    }

    static List<Violation> givenUp() {
        String expected = "far fewer mistakes; the check was given up after " + SchemaCheck.MOST_FOUND;
        return List.of(new Violation("", null, expected, null));
    }

    private void place(ValidationMessage message) {
        JsonNodePath place = Describer.placeOf(message);
        byPlace.computeIfAbsent(place, path -> new ArrayList<>()).add(message);
        for (JsonNodePath way = place; way != null && onTheWay.add(way); ) {
            way = way.getParent();
        }
    }

    /** Goes only where something is wrong, so that a large document with one mistake costs little. */
    private void walk(JsonNode node, JsonNodePath path) {
        if (!onTheWay.contains(path)) {
            return;
        }
        byPlace.getOrDefault(path, List.of()).forEach(message -> list(message, node));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), path.append(i));
            }
        } else {
            node.properties().forEach(member -> walk(member.getValue(), path.append(member.getKey())));
        }
    }

    private void list(ValidationMessage message, JsonNode node) {
        if (isSaidBetter(message)) {
            return;
        }
        if (violations.size() < SchemaCheck.MOST_LISTED) {
            violations.add(describer.describe(message, node));
        } else {
            unlisted++;
        }
    }

    /** A wrong type says nothing beside the words that are allowed. */
    private boolean isSaidBetter(ValidationMessage message) {
        return message.getType().equals("type")
                && byPlace.getOrDefault(message.getInstanceLocation(), List.of()).stream()
                        .anyMatch(other -> other.getType().equals("enum")
                                || other.getType().equals("const"));
    }

    private List<Violation> finished() {
        List<Violation> all = new ArrayList<>(violations);
        if (unlisted > 0) {
            all.add(new Violation("", null, "these corrected first; " + unlisted + " more are not listed", null));
        }
        return List.copyOf(all);
    }
}

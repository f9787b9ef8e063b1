package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an example file of a connector. */
final class ExampleReader {

    private static final SchemaCheck SCHEMA = SchemaCheck.ofResource("schemas/example.schema.json");

    private ExampleReader() {}

    /** @throws SourceException with every error of the file */
    static Example read(String file, SourceYaml yaml) {
        JsonNode root = yaml.root();
        List<Violation> violations = SCHEMA.check(root);
        if (!violations.isEmpty()) {
            throw new SourceException(yaml.errors(violations));
        }
        List<Example.Call> calls = new ArrayList<>();
        root.path("exchange").forEach(call -> calls.add(new Example.Call(call.path("request"), call.path("response"))));
        List<Example.Event> events = new ArrayList<>();
        root.path("events")
                .forEach(event -> events.add(new Example.Event(event.path("request"), event.path("expect"))));
        return new Example(
                file,
                root.path("title").asText(),
                yaml,
                object(root.path("handover")),
                object(root.path("settings")),
                List.copyOf(calls),
                member(root, "receipt"),
                member(root, "failure"),
                List.copyOf(events),
                root.path("operation").asText().equals("availability"),
                member(root, "availability"),
                Operation.of(root.path("operation").asText()).orElse(null),
                object(root.path("order")));
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable JsonNode member(JsonNode root, String name) {
        return root.has(name) ? root.path(name) : null;
    }
}

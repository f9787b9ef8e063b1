package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverToken;
import dev.baton.source.SourceError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Runs a connector's examples and tells every difference between what they say and what happens. */
final class ExampleProof implements AutoCloseable {

    /** What {@code $handoverId} stands for in an example. */
    private static final String HANDOVER_ID = "01JD0000000000000000000000";

    /** What {@code $now} stands for in an example. */
    private static final Instant NOW = Instant.parse("2026-01-05T09:30:00Z");

    private final Connector connector;
    private final Stages stages;

    ExampleProof(Connector connector) {
        this.connector = connector;
        this.stages = new Stages(connector);
    }

    /** @return one error per difference; none when the example holds */
    List<SourceError> errors(Example example) {
        Stages.Stage stage = stages.of(example);
        DeliveryScope delivery = example.asks()
                ? DeliveryScope.question(stage.target(), NOW)
                : DeliveryScope.trial(
                        stage.target(),
                        HANDOVER_ID,
                        example.handover(),
                        stage.target().definition().settings(),
                        NOW);
        List<JsonNode> responses = example.exchange().stream()
                .map(call -> substitute(call.response()))
                .toList();
        Trial.Result result = example.operation() == null
                ? stage.trial().run(delivery, responses)
                : stage.trial().operate(delivery, (ObjectNode) substitute(example.order()), responses);
        Differences differences = new Differences();
        compareCalls(example.exchange(), result.calls(), differences);
        compareEnd(example, result, differences);
        new EventProof(connector, stage.target().definition().settings(), NOW)
                .compare(substituted(example), differences);
        return differences.list().stream()
                .map(difference -> example.source().atValue(difference.pointer(), difference.problem()))
                .toList();
    }

    @Override
    public void close() {
        stages.close();
    }

    private static void compareCalls(List<Example.Call> expected, List<RecordedCall> actual, Differences differences) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String place = "/exchange/" + i + "/request";
            if (i >= actual.size()) {
                differences.add(place, "found no call, expected this one");
            } else if (i >= expected.size()) {
                RecordedCall call = actual.get(i);
                differences.add(
                        "/exchange", "found one more call, " + call.method() + " " + call.url() + ", expected no more");
            } else {
                compare(place, substitute(expected.get(i).request()), actual.get(i), differences);
            }
        }
    }

    private static void compare(String place, JsonNode expected, RecordedCall call, Differences differences) {
        differences.compare(place + "/method", expected.path("method"), TextNode.valueOf(call.method()));
        differences.compare(place + "/url", expected.path("url"), TextNode.valueOf(call.url()));
        expected.path("headers").properties().forEach(header -> {
            String found = call.headers().get(header.getKey().toLowerCase(Locale.ROOT));
            differences.compare(
                    place + "/headers/" + header.getKey(),
                    header.getValue(),
                    found == null ? null : TextNode.valueOf(found));
        });
        if (expected.has("form")) {
            differences.compare(place + "/form", expected.path("form"), call.isForm() ? call.form() : call.json());
        } else {
            differences.compare(
                    place + "/body", expected.get("body"), call.body().isEmpty() ? null : call.json());
        }
    }

    private static void compareEnd(Example example, Trial.Result result, Differences differences) {
        Failure failure = result.failure();
        if (example.failure() != null) {
            differences.compare("/failure", example.failure(), failure == null ? null : shown(failure));
            return;
        }
        if (example.operation() != null) {
            if (failure != null) {
                differences.add("/done", "found a failure (" + failure.reason() + "), expected that it is done");
            }
            return;
        }
        String kind = example.asks() ? "availability" : "receipt";
        JsonNode expected = example.asks() ? example.availability() : example.receipt();
        if (failure != null) {
            differences.add("/" + kind, "found a failure (" + failure.reason() + "), expected this " + kind);
        } else if (expected != null) {
            differences.compare("/" + kind, substitute(expected), result.receipt());
        }
    }

    private static ObjectNode shown(Failure failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("class", failure.failureClass().wireName())
                .put("code", failure.code());
    }

    private static List<Example.Event> substituted(Example example) {
        return example.events().stream()
                .map(event -> new Example.Event(substitute(event.request()), substitute(event.expect())))
                .toList();
    }

    private static JsonNode substitute(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(node.asText()
                    .replace("$handoverId", HANDOVER_ID)
                    .replace("$handoverToken", HandoverToken.OF_A_TRIAL)
                    .replace("$now", NOW.toString()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), substitute(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(substitute(item)));
            return copy;
        }
        return node;
    }
}

package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.target.TargetDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a connector's example and tells every difference between what it says and what happens. */
public final class ExampleProof {

    /** What {@code $handoverId} stands for in an example. */
    public static final String HANDOVER_ID = "01JD0000000000000000000000";

    /** What {@code $now} stands for in an example. */
    public static final Instant NOW = Instant.parse("2026-01-05T09:30:00Z");

    private ExampleProof() {}

    /** @return one line per difference; none when the example holds */
    public static List<String> differences(Trial trial, Connector connector, Example example) throws Exception {
        TargetDefinition definition = TargetDefinition.of("example", connector.form(), example.settings());
        DeliveryScope delivery = new DeliveryScope(
                new ActiveTarget(definition, connector), HANDOVER_ID, example.handover(), definition.settings(), NOW);
        Trial.Result result = trial.run(
                delivery,
                example.exchange().stream()
                        .map(call -> substitute(call.response()))
                        .toList());
        List<String> differences = new ArrayList<>();
        compareCalls(example.exchange(), result.calls(), differences);
        compareEnd(example, result, differences);
        return differences;
    }

    private static void compareCalls(List<Example.Call> expected, List<RecordedCall> actual, List<String> differences) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String place = "exchange/" + i + "/request";
            if (i >= actual.size()) {
                differences.add(place + ": expected a call, found none");
            } else if (i >= expected.size()) {
                RecordedCall call = actual.get(i);
                differences.add(place + ": expected no call, found " + call.method() + " " + call.url());
            } else {
                compare(place, substitute(expected.get(i).request()), actual.get(i), differences);
            }
        }
    }

    private static void compare(String place, JsonNode expected, RecordedCall call, List<String> differences) {
        compare(place + "/method", expected.path("method"), TextNode.valueOf(call.method()), differences);
        compare(place + "/url", expected.path("url"), TextNode.valueOf(call.url()), differences);
        expected.path("headers").properties().forEach(header -> {
            String found = call.headers().get(header.getKey().toLowerCase(Locale.ROOT));
            compare(
                    place + "/headers/" + header.getKey(),
                    header.getValue(),
                    found == null ? null : TextNode.valueOf(found),
                    differences);
        });
        if (expected.has("form")) {
            compare(place + "/form", expected.path("form"), call.isForm() ? call.form() : call.json(), differences);
        } else {
            JsonNode body = expected.has("body") ? expected.path("body") : JsonNodeFactory.instance.nullNode();
            compare(place + "/body", body, call.json(), differences);
        }
    }

    private static void compareEnd(Example example, Trial.Result result, List<String> differences) {
        ObjectNode failure = null;
        if (result.failure() != null) {
            failure = JsonNodeFactory.instance.objectNode();
            failure.put("class", result.failure().failureClass().wireName());
            failure.put("code", result.failure().code());
        }
        if (example.failure() == null && result.failure() != null) {
            differences.add("receipt: expected success, found a failure: "
                    + result.failure().reason());
        } else {
            compare("failure", example.failure(), failure, differences);
            JsonNode receipt = example.receipt() == null ? null : substitute(example.receipt());
            compare("receipt", receipt, result.receipt(), differences);
        }
    }

    /** Descends into objects and arrays so that a difference is named where it is. */
    private static void compare(
            String place, @Nullable JsonNode expected, @Nullable JsonNode actual, List<String> differences) {
        if (Objects.equals(expected, actual)) {
            return;
        }
        if (expected instanceof ObjectNode left && actual instanceof ObjectNode right) {
            left.properties()
                    .forEach(member -> compare(
                            place + "/" + member.getKey(), member.getValue(), right.get(member.getKey()), differences));
            right.fieldNames().forEachRemaining(name -> {
                if (!left.has(name)) {
                    differences.add(place + "/" + name + ": expected nothing, found " + right.get(name));
                }
            });
        } else if (expected instanceof ArrayNode left && actual instanceof ArrayNode right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                compare(place + "/" + i, left.get(i), right.get(i), differences);
            }
        } else if (!sameNumber(expected, actual)) {
            differences.add(place + ": expected " + shown(expected) + ", found " + shown(actual));
        }
    }

    private static boolean sameNumber(@Nullable JsonNode expected, @Nullable JsonNode actual) {
        return expected != null
                && actual != null
                && expected.isNumber()
                && actual.isNumber()
                && expected.decimalValue().compareTo(actual.decimalValue()) == 0;
    }

    private static String shown(@Nullable JsonNode node) {
        return node == null || node.isMissingNode() ? "nothing" : node.toString();
    }

    private static JsonNode substitute(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(
                    node.asText().replace("$handoverId", HANDOVER_ID).replace("$now", NOW.toString()));
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

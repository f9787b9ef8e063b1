package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.handover.HandoverSchema;
import dev.baton.support.ShippedConnectors;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A handover larger than any vendor takes, at every connector that says what its vendor's fields can hold. */
class VendorLimitsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LIMIT = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=([0-9]+)");

    @ParameterizedTest
    @MethodSource("connectors")
    void noFieldIsLongerThanTheVendorTakesAndTheBotIsToldWhatWasCut(String id) {
        Connector connector = ShippedConnectors.get(id);
        TreeMap<String, Integer> longest = new TreeMap<>();

        Trial.Result result = deliver(id, huge());

        assertThat(result.failure()).isNull();
        assertThat(result.notes()).extracting("pointer").contains("/transcript");
        result.calls().forEach(call -> measure("", call.isForm() ? call.form() : call.json(), longest));
        List<Limit> limits = limits(connector).stream()
                .filter(limit -> longest.containsKey(limit.field()))
                .toList();
        assertThat(limits).isNotEmpty();
        assertThat(limits).allSatisfy(limit -> assertThat(longest.get(limit.field()))
                .as(limit.field())
                .isLessThanOrEqualTo(limit.characters()));
    }

    private static Trial.Result deliver(String id, ObjectNode handover) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            return delivery.deliver(handover);
        }
    }

    private static ObjectNode huge() {
        ObjectNode handover = JSON.createObjectNode();
        handover.putObject("source").put("platform", "halo").put("botId", "support");
        handover.putObject("conversation").put("id", "c-1").put("channel", "text");
        handover.putObject("customer").put("name", "é".repeat(256)).put("phone", "+31612345678");
        handover.putObject("reason")
                .put("code", "unresolved")
                .put("detail", "\"".repeat(2000))
                .put("intent", "i".repeat(256));
        handover.putObject("summary").put("text", "😀".repeat(16_384));
        ArrayNode transcript = handover.putArray("transcript");
        for (int i = 0; i < 200; i++) {
            String text = i % 2 == 0 ? "شكرا\n".repeat(2000) : "one line";
            transcript.addObject().put("text", text).putObject("author").put("role", "customer");
        }
        ObjectNode context = handover.putObject("context");
        // Few enough that the notes about them leave room for others.
        for (int i = 0; i < 60; i++) {
            context.put("variable-" + i, "v".repeat(2000));
        }
        assertThat(HandoverSchema.check(handover)).isEmpty();
        return handover;
    }

    private static void measure(String name, JsonNode value, TreeMap<String, Integer> longest) {
        if (value.isTextual()) {
            longest.merge(name, value.asText().length(), Math::max);
        }
        value.properties().forEach(member -> measure(member.getKey(), member.getValue(), longest));
        if (value.isArray()) {
            value.forEach(item -> measure(name, item, longest));
        }
    }

    private static List<Limit> limits(Connector connector) {
        String annotation = connector
                .kamelet()
                .text()
                .lines()
                .filter(line -> line.strip().startsWith("baton.dev/limits:"))
                .findFirst()
                .orElse("");
        return LIMIT.matcher(annotation)
                .results()
                .map(found -> new Limit(found.group(1), Integer.parseInt(found.group(2))))
                .toList();
    }

    static Stream<String> connectors() {
        return ShippedConnectors.all().stream()
                .filter(connector -> !limits(connector).isEmpty())
                .map(Connector::id);
    }

    private record Limit(String field, int characters) {}
}

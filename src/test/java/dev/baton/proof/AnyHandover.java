package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.handover.HandoverSchema;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes handovers of all kinds that the contract allows by walking through it; the same for the same seed. */
final class AnyHandover {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 50;

    private static final Map<String, List<String>> FORMATS = Map.of(
            "email",
                    List.of(
                            "ada@example.org",
                            "a.b+c'd@x-y.example",
                            "x".repeat(64) + "@" + "y".repeat(60) + ".example"),
            "e164", List.of("+31612345678", "+1234567", "+123456789012345"),
            "language-tag", List.of("nl", "en-US", "zh-Hant-TW", "de-CH-1901", "x-private", "sl-rozaj-biske-1994"),
            "date-time", List.of("2026-11-21T10:15:30Z", "2026-11-21T10:15:30.123456789+05:30"),
            "uri",
                    List.of(
                            "https://example.org/a%20b?c=d",
                            "http://[::1]:8080/", "HTTPS://example.org/" + "p".repeat(900)));

    private static final List<String> ADDRESSES = List.of(
            "sip:agents@pbx.example.org",
            "sips:+31201234567@[2001:db8::1]:5061;transport=tls;lr?User-to-User=56a0%3Bencoding%3Dhex",
            "SIP:é@" + "h".repeat(490) + ".example");

    private final Random random;
    private final AnyText text;
    private final double presence;
    private final int longest;
    private final int most;

    /** @param size 0 for small things, 1 for middling ones, 2 for the extremes of the contract */
    AnyHandover(long seed, int size) {
        random = new Random(seed);
        text = new AnyText(random);
        presence = List.of(0.2, 0.6, 0.95).get(random.nextInt(3));
        longest = List.of(20, 300, 10_000).get(size);
        most = List.of(3, 12, 500).get(size);
    }

    ObjectNode next() {
        ObjectNode handover = (ObjectNode) value("", HandoverSchema.document());
        if (handover.has("step")) {
            handover.remove("target");
        }
        if (handover.path("message").has("text")) {
            handover.withObject("/message").remove("template");
        }
        if (handover.path("voice").has("phoneNumber")) {
            handover.withObject("/voice").remove("sipTarget");
        }
        return handover;
    }

    private JsonNode value(String name, JsonNode declared) {
        String ref = declared.path("$ref").asText();
        JsonNode schema = ref.isEmpty() ? declared : HandoverSchema.document().at(ref.substring(1));
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(name, schema);
            case "array" -> array(name, schema);
            case "string" -> string(name, schema);
            case "integer" ->
                NODES.numberNode(Math.max(
                        schema.path("minimum").asLong(),
                        random.nextLong(schema.path("maximum").asLong(9) + 1)));
            case "number" -> NODES.numberNode(random.nextDouble());
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.nullNode();
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
    }

    private JsonNode object(String name, JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(member -> required.add(member.asText()));
        ObjectNode object = NODES.objectNode();
        schema.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || random.nextDouble() < presence) {
                object.set(member.getKey(), value(member.getKey(), member.getValue()));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        if (!schema.has("properties")) {
            int members =
                    random.nextInt(Math.min(most, schema.path("maxProperties").asInt()) + 1);
            for (int i = 0; i < members; i++) {
                String key = name.equals("headers") ? "X-Header-" + i : text.next(random.nextInt(60), true);
                object.set(key, others.isObject() ? value(key, others) : free(1));
            }
        }
        return object;
    }

    private JsonNode array(String name, JsonNode schema) {
        ArrayNode array = NODES.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        int items = random.nextInt(Math.min(most, schema.path("maxItems").asInt()) + 1);
        for (int i = 0; i < items; i++) {
            JsonNode item = value(name, schema.path("items"));
            if (!schema.path("uniqueItems").asBoolean() || seen.add(item)) {
                array.add(item);
            }
        }
        return array;
    }

    private JsonNode string(String name, JsonNode schema) {
        List<String> formatted = FORMATS.get(schema.path("format").asText());
        if (formatted != null) {
            return TextNode.valueOf(formatted.get(random.nextInt(formatted.size())));
        }
        if (schema.path("patternHint").asText().contains("sip:")) {
            return TextNode.valueOf(ADDRESSES.get(random.nextInt(ADDRESSES.size())));
        }
        int room = Math.min(longest, schema.path("maxLength").asInt());
        int length = random.nextInt(8) == 0 ? room : random.nextInt(room + 1);
        String any = name.equals("idempotencyKey") ? "k-1" : text.next(length, !schema.has("pattern"));
        boolean unfit = any.length() < schema.path("minLength").asInt() || any.equals(".") || any.equals("..");
        return TextNode.valueOf(unfit ? "x" : any);
    }

    /** What a bot may put into its context: any JSON. */
    private JsonNode free(int depth) {
        return switch (random.nextInt(depth > DEEPEST ? 7 : 10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300.0));
            case 4 -> BigIntegerNode.valueOf(BigInteger.TEN.pow(random.nextInt(300)));
            case 5, 6 -> TextNode.valueOf(text.next(random.nextInt(Math.min(longest, 4_000) + 1), true));
            case 7 -> chain(depth);
            case 8 -> NODES.arrayNode().add(free(depth + 1)).add(free(depth + 1));
            default -> NODES.objectNode().set(text.next(random.nextInt(20), true), free(depth + 1));
        };
    }

    /** An object in an object in an object. */
    private JsonNode chain(int depth) {
        JsonNode inner = free(DEEPEST + 1);
        for (int i = depth; i < DEEPEST; i++) {
            inner = NODES.objectNode().set("o", inner);
        }
        return inner;
    }
}

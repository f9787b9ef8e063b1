package dev.baton.inbound;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.support.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One row of {@code bad-requests.yaml}; the top of that file says how to read it. */
record BadRequest(JsonNode row) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LETTERS = Pattern.compile("@x(\\d+)");

    static Stream<BadRequest> all() throws IOException {
        try (InputStream file = BadRequest.class.getResourceAsStream("/http/bad-requests.yaml")) {
            List<BadRequest> rows = new ArrayList<>();
            new YAMLMapper().readTree(file).forEach(row -> rows.add(new BadRequest(row)));
            return rows.stream();
        }
    }

    boolean has(String name) {
        return row.has(name);
    }

    String text(String name) {
        return expand(row.path(name).asText());
    }

    int status() {
        return Integer.parseInt(text("answer").split(" ")[0]);
    }

    String type() {
        return "urn:baton:problem:" + text("answer").split(" ")[1];
    }

    String path() {
        return has("path") ? text("path") : "/handovers";
    }

    String method() {
        return has("method") ? text("method") : "POST";
    }

    String detail() {
        int errors = row.path("errors").size();
        return switch (errors) {
            case 0 -> text("detail");
            case 1 -> "There is 1 thing to correct, listed under errors.";
            default -> "There are " + errors + " things to correct, listed under errors.";
        };
    }

    JsonNode errors() {
        return has("errors") ? expand(row.get("errors").deepCopy()) : JSON.missingNode();
    }

    /** The header that makes it a handover is there unless the row changes it. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
        row.path("headers").properties().forEach(header -> {
            if (header.getValue().isNull()) {
                headers.remove(header.getKey());
            } else {
                headers.put(header.getKey(), expand(header.getValue().asText()));
            }
        });
        return headers;
    }

    BodyPublisher body() throws IOException {
        if (method().equals("GET")) {
            return BodyPublishers.noBody();
        }
        if (has("size")) {
            byte[] body = new byte[row.get("size").asInt()];
            return has("chunked")
                    ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                    : BodyPublishers.ofByteArray(body);
        }
        if (has("hex")) {
            return BodyPublishers.ofByteArray(HexFormat.of().parseHex(text("hex")));
        }
        return BodyPublishers.ofString(has("body") ? text("body") : message());
    }

    private String message() throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(Messages.minimal());
        if (has("message")) {
            JSON.readerForUpdating(message).readValue(expand(row.get("message").deepCopy()));
        }
        row.path("without").forEach(place -> {
            JsonPointer pointer = JsonPointer.compile(place.asText());
            ((ObjectNode) message.at(pointer.head())).remove(pointer.last().getMatchingProperty());
        });
        return message.toString();
    }

    private static JsonNode expand(JsonNode node) {
        if (node.isTextual()) {
            return expanded(node.asText());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(expand(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, expand(array.get(i)));
            }
        }
        return node;
    }

    private static JsonNode expanded(String text) {
        if (text.startsWith("@items")) {
            ArrayNode items = JSON.createArrayNode();
            Stream.generate(JSON::createObjectNode).limit(number(text)).forEach(items::add);
            return items;
        }
        if (text.startsWith("@members")) {
            ObjectNode members = JSON.createObjectNode();
            Stream.iterate(1, i -> i + 1).limit(number(text)).forEach(i -> members.put("v" + i, i));
            return members;
        }
        return JSON.getNodeFactory().textNode(expand(text));
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    private static String expand(String text) {
        return LETTERS.matcher(text)
                .replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1))))
                .replace("@[", "[".repeat(65) + "]".repeat(65))
                .replace("@0", "0".repeat(1_000));
    }

    @Override
    public String toString() {
        return text("name");
    }
}

package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file with what a bot sent: the body alone, or the whole request as {@code {"url", "headers", "body"}}.
 *
 * @param root the file's content
 * @param bodyAt pointer to the body in the file; empty when it is the file
 * @param body as it is in the file; a text that holds JSON is read
 */
record LegacyFile(String name, @Nullable SourceYaml places, JsonNode root, String bodyAt, JsonNode body) {

    private static final Pattern BARE_VARIABLE = Pattern.compile("[:\\[,]\\s*[$]?\\{\\{?[^\"{}]+}");
    private static final String BODY = "/body";

    /** @throws SourceException when it is no JSON; says where and what would be right */
    static LegacyFile read(String name, byte[] bytes) {
        JsonNode root = parse(name, bytes, "");
        LegacyFile file = new LegacyFile(name, places(name, bytes), root, "", root);
        if (!root.path("body").isContainerNode() && !root.path("body").isTextual()) {
            return file;
        }
        JsonNode body = root.path("body");
        return new LegacyFile(
                name,
                file.places,
                root,
                BODY,
                body instanceof TextNode text
                        ? parse(
                                name,
                                text.textValue().getBytes(StandardCharsets.UTF_8),
                                "in the text of " + BODY + ", ")
                        : body);
    }

    /** @param pointer into the body, as it is written there */
    SourceError inBody(String pointer, String problem) {
        return at(bodyAt + pointer, problem);
    }

    /** @param pointer into the file */
    SourceError at(String pointer, String problem) {
        return places == null ? new SourceError(name, 0, 0, pointer, problem) : places.atValue(pointer, problem);
    }

    String url() {
        return bodyAt.isEmpty() ? "" : root.path("url").asText("");
    }

    JsonNode headers() {
        return bodyAt.isEmpty() || !(root.path("headers") instanceof ObjectNode headers)
                ? JsonNodeFactory.instance.objectNode()
                : headers;
    }

    private static JsonNode parse(String name, byte[] bytes, String where) {
        try {
            return StrictJson.parse(bytes);
        } catch (UnreadableJson e) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            String hint = BARE_VARIABLE.matcher(text).find()
                    ? " A variable stands in quotation marks: expected \"{{name}}\", found {{name}} without them."
                    : "";
            if (where.isEmpty()) {
                throw failure(new SourceError(name, e.line(), e.column(), "", e.getMessage() + hint));
            }
            String place = where + "line " + e.line() + ", column " + e.column() + ": ";
            throw failure(new SourceError(name, 0, 0, BODY, place + e.getMessage() + hint));
        }
    }

    private static SourceException failure(SourceError error) {
        return new SourceException(List.of(error));
    }

    /** JSON is YAML, nearly always: then the places are known. */
    private static @Nullable SourceYaml places(String name, byte[] bytes) {
        try {
            return SourceYaml.parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (SourceException e) {
            return null;
        }
    }
}

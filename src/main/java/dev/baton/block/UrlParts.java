package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Puts values into a URL so that no value can reach beyond its own place. */
final class UrlParts {

    private UrlParts() {}

    /** @throws IllegalArgumentException for anything but an array of plain segments */
    static String path(String file, JsonNode segments) {
        if (!segments.isArray()) {
            throw new IllegalArgumentException(
                    file + ": found " + segments.getNodeType() + ", expected an array of path segments");
        }
        StringJoiner path = new StringJoiner("/", "/", "");
        segments.forEach(segment -> {
            String text = scalar(file, segment);
            if (text.isEmpty() || text.equals(".") || text.equals("..")) {
                throw new IllegalArgumentException(file + ": '" + text + "' cannot be a path segment");
            }
            path.add(encode(text));
        });
        return path.toString();
    }

    /** @throws IllegalArgumentException for anything but an object of scalars */
    static String query(String file, JsonNode members) {
        if (!members.isObject()) {
            throw new IllegalArgumentException(
                    file + ": found " + members.getNodeType() + ", expected an object of query parameters");
        }
        StringJoiner query = new StringJoiner("&");
        members.properties()
                .forEach(member -> query.add(encode(member.getKey()) + "=" + encode(scalar(file, member.getValue()))));
        return query.toString();
    }

    private static String scalar(String file, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException(
                    file + ": found " + value.getNodeType() + ", expected a text or a number");
        }
        return value.asText();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package dev.baton.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an unquoted YAML scalar means: the JSON schema of YAML 1.2, plus {@code ~} and nothing for null. */
final class PlainScalar {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Set<String> WORDS = Set.of("true", "false", "null");
    private static final int MAX_DIGITS = 100;

    private PlainScalar() {}

    /** @return null when it is a number out of range */
    static @Nullable JsonNode read(String text) {
        if (text.isEmpty() || text.equals("~")) {
            return NullNode.instance;
        }
        boolean number = NUMBER.matcher(text).matches();
        if (number && text.length() > MAX_DIGITS) {
            return null;
        }
        return number || WORDS.contains(text) ? json(text) : TextNode.valueOf(text);
    }

    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode value = JSON.readTree(text);
            return value.isDouble() && Double.isInfinite(value.doubleValue()) ? null : value;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON, although it looks like it", e);
        }
    }
}

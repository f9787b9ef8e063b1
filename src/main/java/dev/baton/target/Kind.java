package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;

/** What a value is, without showing it: it may be a secret in a place where nobody expects one. */
final class Kind {

    private Kind() {}

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text (not shown)";
            case NUMBER -> "a number (not shown)";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> "nothing";
        };
    }
}

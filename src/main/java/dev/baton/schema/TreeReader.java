package dev.baton.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;

/** Builds the tree and refuses, while it goes, what the grammar of JSON allows and we do not. */
final class TreeReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final boolean escapes;
    private int depth;

    /** @param escapes whether any string may hold a lone surrogate or NUL, written as an escape */
    TreeReader(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    /** Reads the value whose first token the parser stands on. */
    JsonNode read() throws IOException, UnreadableJson {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(acceptable(parser.getText(), "The text"));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(finite(parser.getDoubleValue()));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("unexpected token " + parser.currentToken());
        };
    }

    private ObjectNode object() throws IOException, UnreadableJson {
        ObjectNode object = NODES.objectNode();
        enter();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            acceptable(name, "The member name");
            parser.nextToken();
            if (object.replace(name, read()) != null) {
                throw refuse("The member \"" + Excerpt.cut(name) + "\" is there twice");
            }
        }
        depth--;
        return object;
    }

    private ArrayNode array() throws IOException, UnreadableJson {
        ArrayNode array = NODES.arrayNode();
        enter();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read());
        }
        depth--;
        return array;
    }

    private void enter() throws UnreadableJson {
        if (++depth > StrictJson.MAX_DEPTH) {
            String message = "The document is more than " + StrictJson.MAX_DEPTH + " levels deep.";
            throw StrictJson.at(parser.currentTokenLocation(), message);
        }
    }

    private JsonNode integer() throws IOException, UnreadableJson {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> {
                BigInteger value = parser.getBigIntegerValue();
                finite(value.doubleValue());
                yield NODES.numberNode(value);
            }
        };
    }

    private double finite(double value) throws UnreadableJson {
        if (Double.isInfinite(value)) {
            throw refuse("The number is too large for a double");
        }
        return value;
    }

    private String acceptable(String text, String what) throws UnreadableJson {
        if (escapes) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    throw refuse(what + " holds the character NUL (\\u0000)");
                } else if (Character.isSurrogate(c) && !isPair(text, i++)) {
                    throw refuse(what + " holds half a surrogate pair (\\u" + Integer.toHexString(c) + ")");
                }
            }
        }
        return text;
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private UnreadableJson refuse(String what) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return StrictJson.at(parser.currentTokenLocation(), what + ", at " + Excerpt.printable(pointer) + ".");
    }
}

package dev.baton.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.regex.Pattern;

/**
 * Reads JSON as RFC 8259 has it and nothing beyond: UTF-8 only, one value, no member twice, at most {@value #MAX_DEPTH}
 * levels deep, only characters that every later reader can store, only numbers that fit a double. The caller bounds the
 * length of the document.
 */
public final class StrictJson {

    public static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 1_000;
    private static final int MAX_NAME = 1_000;

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; (line: \\d+, column: \\d+)]");

    // Names are not interned: they come from outside, and the pool is never emptied.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /** @throws UnreadableJson with the reason, and the line and column where reading stopped */
    public static JsonNode parse(byte[] utf8) throws UnreadableJson {
        CharBuffer text = Utf8.decode(utf8);
        try (JsonParser parser = FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            return read(parser, Utf8.mayHoldEscapes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(JsonParser parser, boolean escapes) throws IOException, UnreadableJson {
        try {
            if (parser.nextToken() == null) {
                throw new UnreadableJson("The body is empty; a JSON object is expected.", 1, 1);
            }
            JsonNode document = new TreeReader(parser, escapes).read();
            expectEnd(parser);
            return document;
        } catch (StreamConstraintsException e) {
            throw at(
                    parser.currentLocation(),
                    "A number or a member name is longer than " + MAX_NUMBER + " characters.");
        } catch (JsonProcessingException e) {
            throw at(e.getLocation(), "This is not JSON: " + withoutSource(e.getOriginalMessage()));
        }
    }

    private static void expectEnd(JsonParser parser) throws IOException, UnreadableJson {
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            more = true;
        }
        if (more) {
            throw at(parser.currentTokenLocation(), "Something follows the end of the JSON document.");
        }
    }

    /** Jackson names its source, which means nothing to the sender, wherever it speaks of another place. */
    private static String withoutSource(String message) {
        return SOURCE.matcher(message).replaceAll("$1");
    }

    static UnreadableJson at(JsonLocation place, String message) {
        return new UnreadableJson(message, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
    }
}

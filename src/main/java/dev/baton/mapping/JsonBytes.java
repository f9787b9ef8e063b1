package dev.baton.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;

/** JSON in UTF-8, as it is sent and as a vendor counts it that limits the bytes of a body. */
public final class JsonBytes {

    // Jackson would write an emoji as two escapes, which is twelve bytes for four.
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build());

    /** A control character is six; no UTF-16 code unit takes more. */
    private static final int WIDEST = 6;

    private static final int QUOTES = 2;

    private JsonBytes() {}

    /** @throws UncheckedIOException for a text with half a character in it */
    public static byte[] write(JsonNode value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int of(JsonNode value) {
        return write(value).length;
    }

    /** What the text adds to a JSON string it is put into. */
    static int of(String text) {
        return of(new TextNode(text)) - QUOTES;
    }

    /** The least limit in bytes that holds any text of so many characters. */
    static int holding(int characters) {
        return characters * WIDEST;
    }

    /**
     * Finds how many characters a text may have to fit, because the mark of a cut and the characters that are kept weigh
     * differently; then makes that text once more, so that only its cuts are noted.
     *
     * @param cutting makes the text within that many characters
     */
    static String within(int bytes, IntFunction<String> cutting) {
        int fits = bytes / WIDEST;
        try (MappingNotes trials = MappingNotes.open()) {
            for (int over = bytes + 1; over - fits > 1; ) {
                int tried = (fits + over) >>> 1;
                if (of(cutting.apply(tried)) <= bytes) {
                    fits = tried;
                } else {
                    over = tried;
                }
            }
        }
        return cutting.apply(fits);
    }
}

package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Values as they are shown to a person: short, and never with half a character. */
final class Excerpt {

    private static final int MAX_LENGTH = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private Excerpt() {}

    /** The value as JSON, cut to 100 characters. A long value is written no further than that. */
    static String of(JsonNode value) {
        BoundedWriter writer = new BoundedWriter();
        try {
            JSON.writeValue(writer, value);
        } catch (BoundedWriter.Full full) {
            return cut(writer.text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cut(writer.text.toString());
    }

    /** At most 100 characters, the last of which is {@code …} when something is left out. */
    static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = MAX_LENGTH - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** The text with characters that cannot be encoded or shown replaced. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : '\uFFFD'));
        return printable.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static final class BoundedWriter extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] chars, int offset, int length) throws IOException {
            text.append(chars, offset, Math.min(length, MAX_LENGTH + 1 - text.length()));
            if (text.length() > MAX_LENGTH) {
                throw new Full();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        private static final class Full extends IOException {}
    }
}

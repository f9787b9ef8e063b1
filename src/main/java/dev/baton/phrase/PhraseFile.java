package dev.baton.phrase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.source.SourceYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** A file of this package with something for each language. */
final class PhraseFile {

    private PhraseFile() {}

    /** @param one makes it of the language, such as {@code en}, and what is under it */
    static <T> Map<String, T> read(String resource, BiFunction<String, JsonNode, T> one) {
        Map<String, T> all = new HashMap<>();
        SourceYaml.parse(resource, text(resource))
                .root()
                .properties()
                .forEach(language -> all.put(language.getKey(), one.apply(language.getKey(), language.getValue())));
        return Map.copyOf(all);
    }

    private static String text(String resource) {
        try (InputStream in = PhraseFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

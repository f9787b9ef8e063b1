package dev.baton.phrase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.source.SourceYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Phrases with which people ask for a person, as they ship, by language. */
public final class ContactRequests {

    private static final String RESOURCE = "contact-requests.yaml";

    private ContactRequests() {}

    /** By language, such as {@code en}. */
    public static Map<String, Phrases> shipped() {
        return Shipped.ALL;
    }

    private static final class Shipped {

        static final Map<String, Phrases> ALL = read();

        private static Map<String, Phrases> read() {
            Map<String, Phrases> all = new HashMap<>();
            SourceYaml.parse(RESOURCE, text())
                    .root()
                    .properties()
                    .forEach(language -> all.put(language.getKey(), Phrases.of(texts(language.getValue()))));
            return Map.copyOf(all);
        }

        private static List<String> texts(JsonNode list) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }

        private static String text() {
            try (InputStream in = ContactRequests.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is not in the jar");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package dev.baton.phrase;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Phrases with which people ask for a person, as they ship, by language. Who says that they want none does not ask. */
public final class ContactRequests {

    private static final String RESOURCE = "contact-requests.yaml";

    private ContactRequests() {}

    /** By language, such as {@code en}. */
    public static Map<String, Phrases> shipped() {
        return Shipped.ALL;
    }

    private static final class Shipped {

        static final Map<String, Phrases> ALL = PhraseFile.read(
                RESOURCE, (language, list) -> Phrases.of(texts(list)).unless(Negations.of(language)));

        private static List<String> texts(JsonNode list) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
    }
}

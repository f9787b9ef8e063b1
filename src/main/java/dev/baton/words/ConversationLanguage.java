package dev.baton.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The language in which the customer is to be told something.
 *
 * @param tag a BCP 47 tag; absent when nobody knows
 * @param detected where it had to be recognised
 */
record ConversationLanguage(@Nullable String tag, @Nullable Detected detected) {

    /** What the bot said itself; costs nothing. */
    static ConversationLanguage given(JsonNode message) {
        String wanted = message.path("message").path("language").asText(null);
        return new ConversationLanguage(wanted == null ? ofConversation(message) : wanted, null);
    }

    /** Of words that the bot wrote: those are in the language of {@code message.language}, if it is there. */
    static ConversationLanguage behind(JsonNode message, LanguageDetector detector) {
        String said = ofConversation(message);
        return said == null ? found(message, detector) : new ConversationLanguage(said, null);
    }

    /** What the bot said, else the platform of the customer's lines, else what they are in, else the customer's locale. */
    static ConversationLanguage of(JsonNode message, LanguageDetector detector) {
        ConversationLanguage given = given(message);
        return given.tag == null ? found(message, detector) : given;
    }

    private static ConversationLanguage found(JsonNode message, LanguageDetector detector) {
        String ofLine = CustomerLines.language(message);
        if (ofLine != null) {
            return new ConversationLanguage(ofLine, null);
        }
        Optional<Detected> detected = detector.detect(CustomerLines.of(message));
        return detected.map(found -> new ConversationLanguage(found.language(), found))
                .orElseGet(() -> new ConversationLanguage(
                        message.path("customer").path("locale").asText(null), null));
    }

    static @Nullable String ofConversation(JsonNode message) {
        return message.path("conversation").path("language").asText(null);
    }
}

package dev.baton.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Channel;
import dev.baton.mapping.MessageTemplate;
import dev.baton.mapping.MessageTemplate.Parts;
import dev.baton.mapping.MessageTemplate.Rendered;
import dev.baton.target.Wording;
import dev.baton.target.Wording.Words;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a customer is told: finds the conversation's language where that decides anything, takes the words in it
 * or has them translated, and fills them. A single text without a translator costs no more than being filled.
 */
public final class FinalMessages {

    private final LanguageDetector detector;
    private final @Nullable Translations translations;
    private final @Nullable String writtenIn;

    /**
     * @param translations absent when nobody translates
     * @param writtenIn the language of words that are in none; absent when a translator finds out
     */
    FinalMessages(LanguageDetector detector, @Nullable Translations translations, @Nullable String writtenIn) {
        this.detector = detector;
        this.translations = translations;
        this.writtenIn = writtenIn;
    }

    /** Makes the first message quick that needs a language to be recognised; takes a second. */
    public void prepare() {
        detector.load();
    }

    /** Whether somebody translates, so that every message needs its conversation's language. */
    public boolean translates() {
        return translations != null;
    }

    /**
     * @param message the handover message
     * @return empty when nothing is to be said; blank when nothing is left to be said
     */
    public Optional<FinalMessage> write(Wording wording, Source source, Channel channel, JsonNode message) {
        boolean mayTranslate = mayTranslate(source, message);
        boolean translates = translations != null && mayTranslate;
        boolean decides = translates || wording.on(channel).size() > 1;
        ConversationLanguage language = decides ? language(source, message) : ConversationLanguage.given(message);
        return chosen(wording, channel, language.tag())
                .filter(words -> !words.text().isBlank())
                .map(words -> write(
                        words,
                        source,
                        language,
                        translates || mayTranslate && source == Source.DEFAULT ? missing(words, language.tag()) : null,
                        message));
    }

    private static Optional<Words> chosen(Wording wording, Channel channel, @Nullable String language) {
        Optional<Words> inLanguage = language == null ? Optional.empty() : wording.in(channel, language);
        return inLanguage.isPresent() ? inLanguage : wording.otherwise(channel);
    }

    /** @param to the language into which they must be translated; absent when they are right */
    private FinalMessage write(
            Words words, Source source, ConversationLanguage language, @Nullable String to, JsonNode message) {
        // What a bot or a setting says was not checked to be SSML.
        boolean ssml = source == Source.STEP && words.isSsml();
        Parts original = MessageTemplate.parts(words.text());
        Optional<Parts> translation = to == null ? Optional.empty() : translation(words, ssml, to);
        Rendered rendered = MessageTemplate.render(
                translation.orElse(original), message, ssml ? Ssml::escape : UnaryOperator.identity());
        return new FinalMessage(
                ssml ? Ssml.plain(rendered.text()) : rendered.text(),
                ssml ? rendered.text() : null,
                translation.isPresent() ? to : writtenIn(words, to == null ? language.tag() : null),
                translation.isPresent() && !translation.get().equals(original),
                language.detected(),
                rendered.missing(),
                translation.isEmpty() ? to : null);
    }

    private Optional<Parts> translation(Words words, boolean ssml, String to) {
        return translations == null
                ? Optional.empty()
                : translations.translate(words.text(), ssml, writtenIn(words, writtenIn), to);
    }

    private static @Nullable String writtenIn(Words words, @Nullable String otherwise) {
        return words.language() == null ? otherwise : words.language();
    }

    /** The conversation's language, where the words are not in it. */
    private @Nullable String missing(Words words, @Nullable String language) {
        String known = writtenIn(words, writtenIn);
        boolean right = language == null || known != null && Wording.sameLanguage(known, language);
        return right ? null : language;
    }

    private ConversationLanguage language(Source source, JsonNode message) {
        return source == Source.HANDOVER
                ? ConversationLanguage.behind(message, detector)
                : ConversationLanguage.of(message, detector);
    }

    /** What the bot wrote for this conversation is in its language, unless it says two different ones or asks for it. */
    private static boolean mayTranslate(Source source, JsonNode message) {
        JsonNode wish = message.path("message").path("translate");
        if (wish.isBoolean()) {
            return wish.asBoolean();
        }
        String own = message.path("message").path("language").asText(null);
        String conversation = ConversationLanguage.ofConversation(message);
        return source != Source.HANDOVER
                || own != null && conversation != null && !Wording.sameLanguage(own, conversation);
    }
}

package dev.baton.words;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the customer is told, with all variables filled in.
 *
 * @param text for who reads it
 * @param ssml the same to be spoken, an SSML document; absent when the text itself is spoken
 * @param language a BCP 47 tag; absent when nobody knows
 * @param translated whether a translator wrote it
 * @param detected the conversation's language, when it had to be recognised and was
 * @param missing variables that had no value
 * @param notTranslated the language into which it should have been translated and was not
 */
public record FinalMessage(
        String text,
        @Nullable String ssml,
        @Nullable String language,
        boolean translated,
        @Nullable Detected detected,
        List<String> missing,
        @Nullable String notTranslated) {}

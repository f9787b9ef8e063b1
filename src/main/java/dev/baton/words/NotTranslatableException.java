package dev.baton.words;

import org.jspecify.annotations.Nullable;

/** The translator is well, but this text in this language will come to nothing however often it is asked. */
final class NotTranslatableException extends Exception {

    NotTranslatableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}

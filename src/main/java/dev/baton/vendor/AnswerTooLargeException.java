package dev.baton.vendor;

import java.io.IOException;

/** The vendor took the call, and its answer is larger than what is kept. */
final class AnswerTooLargeException extends IOException {

    AnswerTooLargeException(int limit) {
        super("The target's answer is larger than " + limit + " bytes");
    }
}

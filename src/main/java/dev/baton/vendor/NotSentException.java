package dev.baton.vendor;

import java.io.IOException;

/** There was no connection, so nothing of the call was sent. The cause says why. */
final class NotSentException extends IOException {

    NotSentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}

package dev.baton.sip.transport;

import java.io.IOException;

/** A message could not be sent. */
public final class SipTransportException extends IOException {

    SipTransportException(String message) {
        super(message);
    }

    SipTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.baton.sip.transport;

import java.io.IOException;

/** A message could not be sent. */
public sealed class SipTransportException extends IOException permits UntrustedPeerException {

    SipTransportException(String message) {
        super(message);
    }

    SipTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}

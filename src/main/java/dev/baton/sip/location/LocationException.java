package dev.baton.sip.location;

import java.io.IOException;

/** Nothing was found where a request could go; it was not sent. */
public final class LocationException extends IOException {

    LocationException(String message) {
        super(message);
    }
}

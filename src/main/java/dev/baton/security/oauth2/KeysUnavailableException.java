package dev.baton.security.oauth2;

import com.nimbusds.jose.KeySourceException;

/** The issuer's keys have never been had, or too long ago. */
public final class KeysUnavailableException extends KeySourceException {

    KeysUnavailableException() {
        super("the issuer's keys could not be fetched");
    }
}

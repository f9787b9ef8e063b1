package dev.baton.security.oauth2;

/** The token lets nobody in. The message says why, in words that begin behind "the token", and holds nothing of it. */
public final class TokenRefusedException extends Exception {

    TokenRefusedException(String message) {
        super(message);
    }
}

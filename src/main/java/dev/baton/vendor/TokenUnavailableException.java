package dev.baton.vendor;

/** No access token could be had, so the vendor's call was never sent. The cause says why; no secret is in it. */
public final class TokenUnavailableException extends PreparationException {

    public TokenUnavailableException(String url, Throwable cause) {
        super("No access token from " + url + ": " + cause.getMessage(), cause);
    }

    public TokenUnavailableException(String url, String reason) {
        super("No access token from " + url + ": it " + reason);
    }
}

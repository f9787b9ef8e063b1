package dev.baton.vendor;

/** What a connector looks up before it calls could not be had, so the calls were never sent. The cause says why. */
public final class LookupUnavailableException extends PreparationException {

    public LookupUnavailableException(String url, Throwable cause) {
        super("No answer to look up from " + url + ": " + cause.getMessage(), cause);
    }

    public LookupUnavailableException(String url, String reason) {
        super("No answer to look up from " + url + ": it " + reason);
    }
}

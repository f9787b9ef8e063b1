package dev.baton.sip.component;

/** The headers of an exchange do not say which call goes where. Nothing was sent. The message names no values. */
public final class IncompleteForwardException extends Exception {

    IncompleteForwardException(String header, String problem, String expected) {
        super("Header " + header + ": found " + problem + ", expected " + expected
                + "; the route that calls the sip endpoint has to set it");
    }
}

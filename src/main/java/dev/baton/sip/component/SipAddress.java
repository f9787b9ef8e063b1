package dev.baton.sip.component;

import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipUri;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint leads.
 *
 * @param uri with the transport that was asked for
 */
record SipAddress(SipUri uri) {

    private static final String EXPECTED = "expected [user@]host[:port]";

    /** @throws IllegalArgumentException when path and options contradict each other, or are no address */
    static SipAddress of(boolean secure, @Nullable String path, SipPeerConfiguration peer) {
        String transport = peer.getTransport();
        if (secure && "udp".equals(transport)) {
            throw new IllegalArgumentException("Option transport: found udp with sips:, expected tls");
        }
        SipUri given = path == null || path.isEmpty() ? null : parse(path);
        String user = same("toUser", peer.getToUser(), given == null ? null : given.userText());
        String host = same("toHost", peer.getToHost(), given == null ? null : given.host());
        String port = same("toPort", text(peer.getToPort()), given == null ? null : text(given.port()));
        if (host == null) {
            throw new IllegalArgumentException("The address of a sip endpoint: found none, " + EXPECTED);
        }
        SipUri uri =
                SipUri.of(user, host, port == null ? 0 : Integer.parseInt(port)).withSecure(secure);
        // With sips: the transport below TLS is meant.
        boolean named = transport != null && !(secure && transport.equals("tls"));
        return new SipAddress(named ? uri.withParam("transport", transport) : uri);
    }

    private static SipUri parse(String path) {
        try {
            SipUri uri = SipUri.parse("sip:" + path);
            if (uri.params().all().isEmpty() && uri.headers().isEmpty() && uri.password() == null) {
                return uri;
            }
        } catch (SipParseException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "The address of a sip endpoint: found what is none or has a password or" + " parameters, " + EXPECTED);
    }

    private static @Nullable String text(int port) {
        return port == 0 ? null : Integer.toString(port);
    }

    private static @Nullable String same(String option, @Nullable String inOption, @Nullable String inPath) {
        if (inOption != null && inPath != null && !inOption.equals(inPath)) {
            throw new IllegalArgumentException("Option " + option + ": found '" + inOption
                    + "' and another one in the path, expected one of them");
        }
        return inOption == null ? inPath : inOption;
    }
}

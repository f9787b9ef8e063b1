package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sip: or sips: URI. All parts are written as on the wire, that is with their escapes.
 *
 * @param secure whether the scheme is sips
 * @param password as it stands; nobody should use one
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1..65535, or 0 when there is none in the URI, which is not the same as the default port
 */
public record SipUri(
        boolean secure,
        @Nullable String user,
        @Nullable String password,
        String host,
        int port,
        Params params,
        List<UriHeader> headers)
        implements Uri {

    /** @throws IllegalArgumentException when a part is not written as a URI wants it */
    public SipUri {
        headers = List.copyOf(headers);
        boolean fits = (user == null || !user.isEmpty() && Escapes.isEscaped(Chars.USER, user))
                && (password == null || user != null && Escapes.isEscaped(Chars.PASSWORD, password))
                && Hosts.isHost(host)
                && port >= 0
                && port <= 65535
                && params.all(Param::fitsUri)
                && areWellFormed(headers);
        if (!fits) {
            throw new IllegalArgumentException("not the parts of a SIP URI");
        }
    }

    private static boolean areWellFormed(List<UriHeader> headers) {
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.get(i).isWellFormed()) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param user not escaped yet
     * @param port 0 for none
     */
    public static SipUri of(@Nullable String user, String host, int port) {
        String escaped = user == null ? null : Escapes.escape(Chars.USER, user);
        return new SipUri(false, escaped, null, host, port, Params.NONE, List.of());
    }

    /** @throws SipParseException when the text is no sip: or sips: URI */
    public static SipUri parse(String text) throws SipParseException {
        if (Uri.parse(text) instanceof SipUri uri) {
            return uri;
        }
        throw SipParseException.malformed("URI", "expected sip: or sips:");
    }

    @Override
    public String scheme() {
        return secure ? "sips" : "sip";
    }

    /** The user with its escapes resolved; null when there is none. */
    public @Nullable String userText() {
        return user == null ? null : Escapes.unescape(user);
    }

    public SipUri withSecure(boolean sips) {
        return new SipUri(sips, user, password, host, port, params, headers);
    }

    /** @param value as it stands in a URI; null for a parameter without one */
    public SipUri withParam(String name, @Nullable String value) {
        return new SipUri(secure, user, password, host, port, params.with(name, value), headers);
    }

    /** @param value not escaped yet */
    public SipUri withHeader(String name, String value) {
        List<UriHeader> more = new ArrayList<>(headers);
        more.add(UriHeader.of(name, value));
        return new SipUri(secure, user, password, host, port, params, more);
    }

    /** As a request line wants it. */
    public SipUri withoutHeaders() {
        return headers.isEmpty() ? this : new SipUri(secure, user, password, host, port, params, List.of());
    }

    /** RFC 3261, section 19.1.4. */
    @Override
    public boolean isEquivalentTo(Uri other) {
        return other instanceof SipUri uri && SipUriComparison.equivalent(this, uri);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64).append(scheme()).append(':');
        if (user != null) {
            text.append(user);
            if (password != null) {
                text.append(':').append(password);
            }
            text.append('@');
        }
        text.append(host);
        if (port > 0) {
            text.append(':').append(port);
        }
        params.appendTo(text);
        char separator = '?';
        for (UriHeader header : headers) {
            text.append(separator).append(header);
            separator = '&';
        }
        return text.toString();
    }
}

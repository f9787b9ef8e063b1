package dev.baton.sip.message;

import java.util.Locale;
import java.util.Optional;

/**
 * One hop of a request's way, and of its response's way back.
 *
 * @param transport in upper case, such as UDP, TCP or TLS
 * @param host of the sent-by part: a name, an IPv4 address or an IPv6 address in brackets
 * @param port of the sent-by part, 0 when there is none
 */
public record Via(String transport, String host, int port, Params params) {

    /** With this at its start, a branch is unique to its transaction. */
    public static final String MAGIC_COOKIE = "z9hG4bK";

    /** @throws IllegalArgumentException when a part is not written as the header field wants it */
    public Via {
        if (!Chars.isToken(transport)
                || !Hosts.isHost(host)
                || port < 0
                || port > 65535
                || !params.all(Param::fitsHeader)) {
            throw new IllegalArgumentException("not the parts of a Via");
        }
    }

    /** @throws SipParseException when the text is not one hop */
    public static Via parse(String text) throws SipParseException {
        Cursor cursor = new Cursor("Via", text);
        String protocol = cursor.token();
        cursor.expect('/');
        String version = cursor.token();
        cursor.expect('/');
        if (!protocol.equalsIgnoreCase("SIP") || !version.equals("2.0")) {
            throw cursor.expected("SIP/2.0 before");
        }
        String transport = cursor.token().toUpperCase(Locale.ROOT);
        cursor.skipWhitespace();
        String host = Hosts.read(cursor);
        int port = Hosts.readPort(cursor);
        return new Via(transport, host, port, Params.ofHeader(cursor));
    }

    public Optional<String> branch() {
        return params.value("branch");
    }

    /** Whether the branch is unique to the transaction, as RFC 3261 wants it. */
    public boolean hasUniqueBranch() {
        String branch = branch().orElse("");
        return branch.length() > MAGIC_COOKIE.length()
                && branch.regionMatches(true, 0, MAGIC_COOKIE, 0, MAGIC_COOKIE.length());
    }

    public Via withParam(String name, String value) {
        return new Via(transport, host, port, params.with(name, value));
    }

    /** The port that is meant when none is written. */
    public int portOrDefault() {
        return port > 0 ? port : transport.equals("TLS") ? 5061 : 5060;
    }

    /**
     * RFC 3261, section 18.2.1, and RFC 3581: where the request really came from.
     *
     * @param address without brackets
     */
    public Via completed(String address, int sourcePort) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        boolean wantsPort = params.has("rport");
        if (!wantsPort && bare.equalsIgnoreCase(address) && !params.has("received")) {
            return this;
        }
        Via completed = withParam("received", address);
        return wantsPort ? completed.withParam("rport", Integer.toString(sourcePort)) : completed;
    }

    @Override
    public String toString() {
        return "SIP/2.0/" + transport + " " + host + (port > 0 ? ":" + port : "") + params;
    }
}

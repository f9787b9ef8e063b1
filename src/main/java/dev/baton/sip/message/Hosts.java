package dev.baton.sip.message;

import io.netty.util.NetUtil;

/** Host names and addresses as SIP writes them. */
final class Hosts {

    private Hosts() {}

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    static boolean isHost(String text) {
        return text.startsWith("[") ? isReference(text) : Chars.all(Chars.HOST, text) && text.length() <= 255;
    }

    private static boolean isReference(String text) {
        return text.length() > 3
                && text.charAt(text.length() - 1) == ']'
                && text.indexOf('%') < 0
                && isIpV6(text.substring(1, text.length() - 1));
    }

    /** Netty takes an IPv4 address only at the end of some IPv6 addresses, and SIP at the end of any. */
    private static boolean isIpV6(String address) {
        int colon = address.lastIndexOf(':');
        if (address.indexOf('.') < 0) {
            return NetUtil.isValidIpV6Address(address);
        }
        return colon >= 0
                && NetUtil.isValidIpV4Address(address.substring(colon + 1))
                && NetUtil.isValidIpV6Address(address.substring(0, colon + 1) + "0:0");
    }

    /** The grammar of RFC 3261 let three colons slip in before an IPv4 address; RFC 5118 wants them understood. */
    static String repaired(String reference) {
        return reference.indexOf('.') > 0 ? reference.replace(":::", "::") : reference;
    }

    /**
     * Reads a host, and leaves the cursor at what follows.
     *
     * @throws SipParseException when there is none
     */
    static String read(Cursor cursor) throws SipParseException {
        String host;
        if (cursor.take('[')) {
            host = repaired("[" + cursor.through(']') + "]");
        } else {
            host = cursor.run(Chars.HOST, "a host");
        }
        if (!isHost(host)) {
            throw cursor.expected("a host that is a name, an IPv4 address or an IPv6 address in brackets, before");
        }
        return host;
    }

    /** A port behind a colon; 0 when there is no colon. */
    static int readPort(Cursor cursor) throws SipParseException {
        if (!cursor.take(':')) {
            return 0;
        }
        long port = Chars.number(cursor.run(Chars.TOKEN, "a port"), 65535);
        if (port < 1) {
            throw cursor.expected("a port of 1 to 65535 before");
        }
        return (int) port;
    }
}

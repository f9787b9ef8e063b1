package dev.baton.sip.message;

import org.jspecify.annotations.Nullable;

/**
 * The first line of a message.
 *
 * @param method of a request, null in a response
 * @param uri of a request, null in a response
 * @param status of a response
 * @param reason of a response
 */
record StartLine(@Nullable String method, @Nullable Uri uri, int status, String reason) {

    private static final String VERSION = "SIP/2.0";

    static boolean isResponse(byte[] bytes, int start, int end) {
        return end - start > 4
                && (bytes[start] | 0x20) == 's'
                && (bytes[start + 1] | 0x20) == 'i'
                && (bytes[start + 2] | 0x20) == 'p'
                && bytes[start + 3] == '/';
    }

    static StartLine response(String line) throws SipParseException {
        boolean fits = line.regionMatches(true, 0, VERSION + " ", 0, VERSION.length() + 1)
                && line.length() >= VERSION.length() + 4;
        int start = VERSION.length() + 1;
        long status = fits ? Chars.number(line.substring(start, start + 3), 699) : -1;
        boolean ends = line.length() == start + 3 || line.length() > start + 3 && line.charAt(start + 3) == ' ';
        if (status < 100 || !ends) {
            throw SipParseException.malformed("status line", "expected SIP/2.0, a status of 100 to 699 and a reason");
        }
        return new StartLine(null, null, (int) status, line.length() > start + 4 ? line.substring(start + 4) : "");
    }

    static StartLine request(String line) throws SipParseException {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 1 || last == first || line.indexOf(' ', first + 1) != last) {
            throw SipParseException.malformed(
                    "request line", "expected method, URI and version with one space between");
        }
        String version = line.substring(last + 1);
        if (!version.equalsIgnoreCase(VERSION)) {
            throw isVersion(version)
                    ? SipParseException.refused(505, "request line", "expected version SIP/2.0")
                    : SipParseException.malformed("request line", "expected version SIP/2.0");
        }
        String method = line.substring(0, first);
        if (!Chars.isToken(method)) {
            throw SipParseException.malformed("request line", "expected a method that is a token");
        }
        return new StartLine(method, requestUri(line.substring(first + 1, last)), 0, "");
    }

    private static boolean isVersion(String text) {
        return text.regionMatches(true, 0, "SIP/", 0, 4) && text.length() > 4 && Chars.isDigit(text.charAt(4));
    }

    private static Uri requestUri(String text) throws SipParseException {
        Uri uri = Uri.parse(text);
        if (uri instanceof OtherUri) {
            throw SipParseException.refused(416, "request line", "expected a sip:, sips: or tel: URI");
        }
        if (uri instanceof SipUri sip && !sip.headers().isEmpty()) {
            throw SipParseException.malformed("request line", "a URI with headers, which has no place there");
        }
        return uri;
    }
}

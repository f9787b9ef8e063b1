package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what comes after {@code sip:}. */
final class SipUriReader {

    private static final int MOST_HEADERS = 64;

    private SipUriReader() {}

    static SipUri read(boolean secure, String text, int start, int end) throws SipParseException {
        int at = placeOfAt(text, start, end);
        String userInfo = at < 0 ? null : text.substring(start, at);
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        String user = userInfo == null || colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = userInfo == null || colon < 0 ? null : userInfo.substring(colon + 1);
        check(user, password);

        Cursor cursor = new Cursor("URI", text, at < 0 ? start : at + 1, end);
        String host = Hosts.read(cursor);
        int port = Hosts.readPort(cursor);
        Params params = Params.ofUri(cursor);
        List<UriHeader> headers = cursor.take('?') ? headers(cursor) : List.of();
        cursor.expectEnd();
        return new SipUri(secure, user, password, host, port, params, headers);
    }

    /** -1 when there is none. */
    private static int placeOfAt(String text, int start, int end) throws SipParseException {
        int at = -1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Chars.isWhitespace(c)) {
                throw malformed("whitespace");
            }
            if (c == '@') {
                if (at >= 0) {
                    throw malformed("more than one @");
                }
                at = i;
            }
        }
        return at;
    }

    private static void check(@Nullable String user, @Nullable String password) throws SipParseException {
        if (user != null && (user.isEmpty() || !Escapes.isEscaped(Chars.USER, user))) {
            throw malformed("the user is empty or has a character that must be escaped");
        }
        if (password != null && !Escapes.isEscaped(Chars.PASSWORD, password)) {
            throw malformed("the password has a character that must be escaped");
        }
    }

    private static List<UriHeader> headers(Cursor cursor) throws SipParseException {
        List<UriHeader> headers = new ArrayList<>();
        do {
            String text = cursor.upTo('&');
            int equals = text.indexOf('=');
            UriHeader header = equals < 0
                    ? new UriHeader("", "")
                    : new UriHeader(text.substring(0, equals), text.substring(equals + 1));
            if (!header.isWellFormed() || headers.size() == MOST_HEADERS) {
                throw malformed("a header that is not name=value or not escaped, or too many");
            }
            headers.add(header);
        } while (cursor.take('&'));
        return headers;
    }

    private static SipParseException malformed(String what) {
        return SipParseException.malformed("URI", what);
    }
}

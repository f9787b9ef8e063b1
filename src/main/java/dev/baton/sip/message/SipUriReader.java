package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what comes after {@code sip:}. */
final class SipUriReader {

    private static final int MOST_HEADERS = 64;

    private SipUriReader() {}

    static SipUri read(boolean secure, String rest) throws SipParseException {
        if (hasWhitespace(rest)) {
            throw malformed("whitespace");
        }
        int at = rest.indexOf('@');
        if (at >= 0 && rest.indexOf('@', at + 1) >= 0) {
            throw malformed("more than one @");
        }
        String userInfo = at < 0 ? null : rest.substring(0, at);
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        String user = userInfo == null || colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = userInfo == null || colon < 0 ? null : userInfo.substring(colon + 1);
        check(user, password);

        Cursor cursor = new Cursor("URI", rest.substring(at + 1));
        String host = Hosts.read(cursor);
        int port = Hosts.readPort(cursor);
        Params params = Params.ofUri(cursor);
        List<UriHeader> headers = cursor.take('?') ? headers(cursor) : List.of();
        cursor.expectEnd();
        return new SipUri(secure, user, password, host, port, params, headers);
    }

    private static boolean hasWhitespace(String text) {
        return text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0;
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

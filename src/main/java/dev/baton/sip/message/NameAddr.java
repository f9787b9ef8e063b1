package dev.baton.sip.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of From, To, Contact, Refer-To or Referred-By. It is always written with angle brackets.
 *
 * @param displayName without its quotes and backslashes; null when there is none
 * @param params of the header field, not of the URI
 */
public record NameAddr(@Nullable String displayName, Uri uri, Params params) {

    private static final String NOT_UNQUOTED = "\",;:<>@\\";

    /** @throws IllegalArgumentException when a parameter is not written as a header field wants it */
    public NameAddr {
        if (!params.all(Param::fitsHeader)) {
            throw new IllegalArgumentException("not the parameters of an address");
        }
    }

    public static NameAddr of(Uri uri) {
        return new NameAddr(null, uri, Params.NONE);
    }

    /** @throws SipParseException when the text is not one address */
    public static NameAddr parse(String text) throws SipParseException {
        return parse("address", text);
    }

    static NameAddr parse(String field, String text) throws SipParseException {
        Cursor cursor = new Cursor(field, text);
        if (cursor.sees('"')) {
            String display = unquoted(cursor.quoted());
            cursor.expect('<');
            return bracketed(display, cursor);
        }
        if (!cursor.comes('<')) {
            return bare(field, cursor);
        }
        String display = cursor.through('<').strip();
        for (int i = 0; i < display.length(); i++) {
            if (NOT_UNQUOTED.indexOf(display.charAt(i)) >= 0) {
                throw SipParseException.malformed(field, "the display name has a character that wants quotes");
            }
        }
        return bracketed(display.isEmpty() ? null : display, cursor);
    }

    private static NameAddr bracketed(@Nullable String display, Cursor cursor) throws SipParseException {
        Uri uri = cursor.uriThrough('>');
        return new NameAddr(display, uri, Params.ofHeader(cursor));
    }

    /** Without brackets all parameters are the header field's, and a comma or question mark would be ambiguous. */
    private static NameAddr bare(String field, Cursor cursor) throws SipParseException {
        cursor.skipWhitespace();
        String text = cursor.upTo(';').strip();
        if (text.indexOf('?') >= 0 || text.indexOf(',') >= 0) {
            throw SipParseException.malformed(field, "such an address wants angle brackets");
        }
        return new NameAddr(null, Uri.parse(text), Params.ofHeader(cursor));
    }

    private static String unquoted(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            if (quoted.charAt(i) == '\\') {
                i++;
            }
            text.append(quoted.charAt(i));
        }
        return text.toString();
    }

    public Optional<String> tag() {
        return params.value("tag");
    }

    public NameAddr withTag(String tag) {
        return new NameAddr(displayName, uri, params.with("tag", tag));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(96);
        if (displayName != null) {
            text.append('"');
            for (int i = 0; i < displayName.length(); i++) {
                char c = displayName.charAt(i);
                if (c == '"' || c == '\\') {
                    text.append('\\');
                }
                text.append(c);
            }
            text.append("\" ");
        }
        return text.append('<').append(uri).append('>').append(params).toString();
    }
}

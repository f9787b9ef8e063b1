package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A challenge or credentials: a scheme, and parameters with commas between.
 *
 * @param scheme such as Digest
 */
public record AuthParams(String scheme, Params params) {

    private static final int MOST = 32;

    /** @throws SipParseException when the value is not of this form */
    public static AuthParams parse(String value) throws SipParseException {
        Cursor cursor = new Cursor("challenge", value);
        String scheme = cursor.token();
        List<Param> params = new ArrayList<>();
        do {
            String name = cursor.token();
            cursor.expect('=');
            params.add(new Param(name, cursor.sees('"') ? cursor.quoted() : cursor.token()));
        } while (cursor.take(',') && params.size() < MOST);
        cursor.expectEnd();
        return new AuthParams(scheme, new Params(params));
    }

    /** What stands between the quotes, or the token; backslashes stay. */
    public Optional<String> text(String name) {
        return params.value(name).map(value -> value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
    }
}

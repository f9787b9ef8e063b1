package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parameters in their order; names are compared without regard to case, and none is there twice. */
public record Params(List<Param> all) {

    public static final Params NONE = new Params(List.of());

    /** So that a hostile field costs no more than a good one. */
    private static final int MOST = 64;

    public Params {
        all = List.copyOf(all);
    }

    /** The value as it stands; empty when there is no such parameter, or when it has no value. */
    public Optional<String> value(String name) {
        Param found = find(name);
        return found == null ? Optional.empty() : Optional.ofNullable(found.value());
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    private @Nullable Param find(String name) {
        // Without an iterator, here and below: this is done many times for each message.
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equalsIgnoreCase(name)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** With this parameter in the place of one of the same name, or at the end. */
    public Params with(String name, @Nullable String value) {
        List<Param> changed = new ArrayList<>(all);
        Param param = new Param(name, value);
        boolean replaced = false;
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equalsIgnoreCase(name)) {
                changed.set(i, param);
                replaced = true;
            }
        }
        if (!replaced) {
            changed.add(param);
        }
        return new Params(changed);
    }

    boolean all(Predicate<Param> test) {
        for (int i = 0; i < all.size(); i++) {
            if (!test.test(all.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The parameters of a header field, up to its end. */
    static Params ofHeader(Cursor cursor) throws SipParseException {
        if (cursor.atEnd()) {
            return NONE;
        }
        List<Param> params = new ArrayList<>();
        do {
            cursor.expect(';');
            String name = cursor.token();
            params.add(new Param(name, cursor.take('=') ? headerValue(cursor) : null));
        } while (!cursor.atEnd() && params.size() <= MOST);
        return distinct(params, cursor);
    }

    private static String headerValue(Cursor cursor) throws SipParseException {
        return cursor.sees('"') ? cursor.quoted() : cursor.run(Chars.HEADER_PARAM_VALUE, "a parameter's value");
    }

    /** The parameters of a URI, up to its end or its headers. */
    static Params ofUri(Cursor cursor) throws SipParseException {
        List<Param> params = new ArrayList<>();
        while (cursor.take(';') && params.size() <= MOST) {
            String text = cursor.uriParam();
            int equals = text.indexOf('=');
            Param param = equals < 0
                    ? new Param(text, null)
                    : new Param(text.substring(0, equals), text.substring(equals + 1));
            if (!param.fitsUri()) {
                throw cursor.expected("the end of a URI parameter, which is malformed,");
            }
            params.add(param);
        }
        return params.isEmpty() ? NONE : distinct(params, cursor);
    }

    private static Params distinct(List<Param> params, Cursor cursor) throws SipParseException {
        if (params.size() > MOST) {
            throw cursor.expected("at most " + MOST + " parameters");
        }
        for (int i = 1; i < params.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (params.get(i).name().equalsIgnoreCase(params.get(j).name())) {
                    throw cursor.expected("no parameter twice, before");
                }
            }
        }
        return new Params(params);
    }

    /** Each with its semicolon in front. */
    @Override
    public String toString() {
        if (all.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(64);
        appendTo(text);
        return text.toString();
    }

    void appendTo(StringBuilder text) {
        for (int i = 0; i < all.size(); i++) {
            Param param = all.get(i);
            text.append(';').append(param.name());
            if (param.value() != null) {
                text.append('=').append(param.value());
            }
        }
    }
}

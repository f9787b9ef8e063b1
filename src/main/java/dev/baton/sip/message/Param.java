package dev.baton.sip.message;

import org.jspecify.annotations.Nullable;

/**
 * One parameter.
 *
 * @param value as it stands, with quotes or escapes; null for a parameter without one
 */
public record Param(String name, @Nullable String value) {

    boolean fitsHeader() {
        return Chars.isToken(name) && (value == null || Chars.all(Chars.HEADER_PARAM_VALUE, value) || isQuoted(value));
    }

    boolean fitsUri() {
        return !name.isEmpty()
                && Escapes.isEscaped(Chars.URI_PARAM, name)
                && (value == null || !value.isEmpty() && Escapes.isEscaped(Chars.URI_PARAM, value));
    }

    private static boolean isQuoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == '"') {
                return i == value.length() - 1;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return value == null ? name : name + "=" + value;
    }
}

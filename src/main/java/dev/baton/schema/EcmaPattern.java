package dev.baton.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/** A regular expression of a schema. In ECMA 262 {@code $} means the very end; in Java also before a last line break. */
record EcmaPattern(Pattern pattern) implements RegularExpression {

    static EcmaPattern of(String regex) {
        return new EcmaPattern(Pattern.compile(withStrictEnd(regex)));
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(value).find();
    }

    private static String withStrictEnd(String regex) {
        StringBuilder java = new StringBuilder(regex.length() + 2);
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                java.append(c).append(regex.charAt(++i));
                continue;
            }
            inClass = c == '[' || (inClass && c != ']');
            java.append(c == '$' && !inClass ? "\\z" : String.valueOf(c));
        }
        return java.toString();
    }
}

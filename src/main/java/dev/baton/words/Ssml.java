package dev.baton.words;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in SSML (W3C Speech Synthesis Markup Language 1.1), which is XML 1.0. */
final class Ssml {

    /** A tag with its attributes, in whose values > may stand. */
    static final Pattern TAG = Pattern.compile("<(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>");

    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Ssml() {}

    /** The value as text, for elements and attributes; what XML cannot have is left out. */
    static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.codePoints().filter(Ssml::isCharacter).forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))));
    }

    /** What is heard, for who reads it: without the tags. */
    static String plain(String ssml) {
        String text = unescape(TAG.matcher(ssml).replaceAll(" "));
        return SPACES.matcher(text)
                .replaceAll(" ")
                .replaceAll(" (?=[,.;:!?])", "")
                .strip();
    }

    /** XML 1.0, production 2. */
    private static boolean isCharacter(int character) {
        return character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000
                || character == '\t'
                || character == '\n'
                || character == '\r';
    }

    private static String character(String entity) {
        return switch (entity) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> number(entity.substring(1));
        };
    }

    private static String number(String number) {
        int character = number.startsWith("x") ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
        return Character.isValidCodePoint(character) && isCharacter(character) ? Character.toString(character) : "";
    }
}

package dev.baton.words;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How a translator is told what it must leave alone.
 *
 * @param before stands before the number of what is left alone
 * @param after stands after it
 * @param found finds the number in what comes back
 * @param written the text around it, as it must be sent
 * @param read the text around it, from what comes back
 */
record Marks(String before, String after, Pattern found, UnaryOperator<String> written, UnaryOperator<String> read) {

    /** DeepL leaves the content of an element alone that ignore_tags names, in XML (its page "XML handling"). */
    static final Marks XML =
            new Marks("<x>", "</x>", Pattern.compile("<x>\\s*([0-9]{1,4})\\s*</x>"), Ssml::escape, Ssml::unescape);

    /** LibreTranslate leaves such an element alone, and answers without entities (its app.py and translate-html). */
    static final Marks HTML = new Marks(
            "<span translate=\"no\">",
            "</span>",
            Pattern.compile("<span translate=\"no\">\\s*([0-9]{1,4})\\s*</span>"),
            Ssml::escape,
            text -> text);

    /** What most translators know from messages of programs. */
    static final Marks BRACES =
            new Marks("{", "}", Pattern.compile("\\{\\s*([0-9]{1,4})\\s*}"), text -> text, text -> text);

    String mark(int number) {
        return before + number + after;
    }
}

package dev.baton.phrase;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A text as its words, folded: runs of letters, digits and their marks. Where a script writes no spaces, each character
 * is a word of its own, so that a phrase is found in the middle of a sentence.
 */
public final class Words {

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** Of all unspaced scripts, so that most letters need no look at tables. */
    private static final int FIRST_UNSPACED = 0x0E00;

    /** Long vowels of both kinds of kana, which Unicode counts to neither. */
    private static final int PROLONGED = 0x30FC;

    private final List<String> words;

    private Words(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** In linear time. */
    public static Words of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Folding.fold(text).codePoints().forEach(c -> {
            boolean unspaced = isUnspaced(c);
            if (!word.isEmpty() && (unspaced || !isPartOfWord(c))) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (unspaced) {
                words.add(Character.toString(c));
            } else if (isPartOfWord(c)) {
                word.appendCodePoint(c);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return new Words(words);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The words with blanks between them: the same for every spelling of the same text. */
    public String plain() {
        return String.join(" ", words);
    }

    List<String> list() {
        return words;
    }

    private static boolean isUnspaced(int c) {
        return c >= FIRST_UNSPACED && (c == PROLONGED || UNSPACED.contains(UnicodeScript.of(c)) && isPartOfWord(c));
    }

    private static boolean isPartOfWord(int c) {
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}

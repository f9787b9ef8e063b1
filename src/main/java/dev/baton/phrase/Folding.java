package dev.baton.phrase;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Makes one spelling of all that people take for the same: without case, width and accents. Only marks that a reader may
 * leave out go: the vowel signs of Indic scripts and the voicing marks of kana make other words.
 */
final class Folding {

    private static final int TATWEEL = 0x0640;

    private Folding() {}

    /** In linear time; the result can be longer, as a ligature becomes its letters. */
    static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isDropped(c)).forEach(c -> append(c, folded));
        return Normalizer.normalize(folded, Form.NFC);
    }

    private static boolean isDropped(int c) {
        return c == TATWEEL
                || c >= 0x0300 && c <= 0x036F
                || c >= 0x0591 && c <= 0x05BD
                || c >= 0x064B && c <= 0x065F
                || c == 0x0670
                || c >= 0x06D6 && c <= 0x06DC
                || c >= 0x1AB0 && c <= 0x1AFF
                || c >= 0x1DC0 && c <= 0x1DFF
                // Variation selectors choose a picture, and say nothing.
                || c >= 0xFE00 && c <= 0xFE0F
                || Character.getType(c) == Character.FORMAT;
    }

    /** What no decomposition of Unicode takes apart, in the spelling of those who have no such key. */
    private static void append(int c, StringBuilder folded) {
        switch (c) {
            case 'ı' -> folded.append('i');
            case 'ß', 'ẞ' -> folded.append("ss");
            case 'ø', 'Ø' -> folded.append('o');
            case 'æ', 'Æ' -> folded.append("ae");
            case 'œ', 'Œ' -> folded.append("oe");
            case 'ł', 'Ł' -> folded.append('l');
            case 'đ', 'Đ', 'ð', 'Ð' -> folded.append('d');
            case 'þ', 'Þ' -> folded.append("th");
            case 'ς' -> folded.append('σ');
            case 'ى', 'ی' -> folded.append('ي');
            case 'ک' -> folded.append('ك');
            case 'ة' -> folded.append('ه');
            default -> folded.appendCodePoint(Character.toLowerCase(c));
        }
    }
}

package dev.baton.mapping;

import java.util.List;
import java.util.Random;

/** Well-formed strings of all kinds of characters, the same for the same seed. */
final class RandomText {

    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            " ",
            "é",
            "e\u0301",
            "\n",
            "\r\n",
            "\u2028",
            "😀",
            "👨‍👩‍👧",
            "🇳🇱",
            "شكرا",
            "שלום",
            "日本",
            "\"",
            "\\",
            "Bot: ",
            "{{",
            "}}",
            "…",
            "\t",
            "\u0000");

    private final Random random;

    RandomText(long seed) {
        random = new Random(seed);
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    String next(int maxPieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxPieces + 1); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }
}

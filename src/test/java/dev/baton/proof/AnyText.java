package dev.baton.proof;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Texts of all alphabets, and of what a careless program stumbles over; the same for the same random numbers. */
final class AnyText {

    private static final List<String> PIECES = List.of(
            "a",
            "word ",
            "é",
            "e\u0301\u0323",
            "شكرا",
            "שלום",
            "日本",
            "𠀀",
            "😀",
            "👨‍👩‍👧",
            "🇳🇱",
            "1️⃣",
            "\u202e",
            "\u200d",
            "\ufeff",
            "\uffff",
            "\u2028",
            "\u0001",
            "\u001b",
            "\u007f",
            "\u0085",
            "\t",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\u00a0",
            "\"",
            "'",
            "\\",
            "\\u0041",
            "{{customer.name}}",
            "{{",
            "}}",
            "${env:HOME}",
            "$handoverId",
            "#{body}",
            "../",
            "/",
            "?a=b&c",
            "%0d%0aX: y",
            "<b>",
            "\nBot: ",
            ".",
            "…");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

    private final Random random;

    AnyText(Random random) {
        this.random = random;
    }

    /**
     * @param length about how long, and never longer, in UTF-16 code units
     * @param control whether control characters may be in it
     */
    String next(int length, boolean control) {
        String only = random.nextInt(4) == 0 ? piece(control) : null;
        StringBuilder text = new StringBuilder();
        while (true) {
            String piece = only == null ? piece(control) : only;
            if (text.length() + piece.length() > length) {
                return text.toString();
            }
            text.append(piece);
        }
    }

    private String piece(boolean control) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        String kept = control ? piece : CONTROL.matcher(piece).replaceAll("");
        return kept.isEmpty() ? "x" : kept;
    }
}

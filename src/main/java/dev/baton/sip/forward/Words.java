package dev.baton.sip.forward;

import dev.baton.sip.message.Reason;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipParseException;

/** What a peer says in words, fit for logs and results. */
final class Words {

    private static final int MOST = 200;

    private Words() {}

    /** The text of the Reason header field, which says more than the phrase; without one the phrase. */
    static String of(SipHeaders headers, String phrase) {
        String reason = headers.first("Reason").map(Words::text).orElse("");
        return printable(reason.isBlank() ? phrase : reason);
    }

    private static String text(String reason) {
        try {
            return Reason.parse(reason).text().orElse("");
        } catch (SipParseException e) {
            return "";
        }
    }

    /** The first 200 characters, with a question mark for each that does not print. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MOST));
        for (int i = 0; i < text.length() && printable.length() < MOST; i++) {
            char c = text.charAt(i);
            printable.append(prints(c) ? c : '?');
        }
        return printable.toString();
    }

    /** Controls, marks that turn the direction of writing, halves of characters and the like do not. */
    private static boolean prints(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

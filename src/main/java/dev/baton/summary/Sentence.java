package dev.baton.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a message that ends where somebody took a breath.
 *
 * @param said the number of the message
 * @param from where it begins in the message's text
 * @param to where it ends, exclusive
 * @param weight how much it tells; more than 0
 */
record Sentence(int said, int from, int to, double weight) {

    /** Ends a sentence where white space follows. */
    private static final String STOPS = ".!?…؟।";

    /** Ends one whatever follows. */
    private static final String FULL_STOPS = "。！？\n\r";

    /** Where the sentence that begins here ends, exclusive. */
    static int end(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean breath = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            if (FULL_STOPS.indexOf(c) >= 0 || breath && STOPS.indexOf(c) >= 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    /** Whether the sentence that ends here is a question. */
    static boolean asks(String text, int to) {
        return to > 0 && "?？؟".indexOf(text.charAt(to - 1)) >= 0;
    }

    /** The few that tell most, in the order in which they were said. */
    static final class Best {

        private final int most;
        private final List<Said> all;
        private final List<Sentence> kept = new ArrayList<>();

        Best(int most, List<Said> all) {
            this.most = most;
            this.all = all;
        }

        void offer(Sentence sentence) {
            if (sentence.weight <= 0 || kept.stream().anyMatch(known -> same(known, sentence))) {
                return;
            }
            kept.add(sentence);
            if (kept.size() > most) {
                kept.remove(kept.stream()
                        .min(Comparator.comparingDouble(Sentence::weight))
                        .orElseThrow());
            }
        }

        List<Sentence> inOrder() {
            kept.sort(Comparator.comparingInt(Sentence::said).thenComparingInt(Sentence::from));
            return kept;
        }

        private boolean same(Sentence one, Sentence other) {
            int length = one.to - one.from;
            return length == other.to - other.from
                    && text(one).regionMatches(true, one.from, text(other), other.from, length);
        }

        private String text(Sentence sentence) {
            return all.get(sentence.said).text();
        }
    }
}

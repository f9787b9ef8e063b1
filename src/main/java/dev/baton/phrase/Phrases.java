package dev.baton.phrase;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of phrases that can be looked for in a text, each as whole words one after the other, whatever stands between
 * them that is no word. Immutable; serves all threads.
 */
public final class Phrases {

    /** A phrase is no longer than this, in characters, so that a search takes no more steps than this at each word. */
    public static final int LONGEST = 200;

    private final Node root = new Node();

    private Phrases(Collection<String> phrases) {
        phrases.stream().map(Words::of).map(Words::list).forEach(root::add);
    }

    /** @throws IllegalArgumentException when a phrase is too long, or has no word in it */
    public static Phrases of(Collection<String> phrases) {
        for (String phrase : phrases) {
            if (phrase.length() > LONGEST || Words.of(phrase).isEmpty()) {
                throw new IllegalArgumentException("no phrase of 1 to " + LONGEST + " characters with a word in it");
            }
        }
        return new Phrases(phrases);
    }

    /** Whether one of the phrases is in the text. */
    public boolean areIn(Words text) {
        List<String> words = text.list();
        for (int from = 0; from < words.size(); from++) {
            if (root.startsAt(words, from)) {
                return true;
            }
        }
        return false;
    }

    /** What follows some words; all phrases share their beginnings. */
    private static final class Node {

        private final Map<String, Node> next = new HashMap<>();
        private boolean end;

        void add(List<String> phrase) {
            Node node = this;
            for (String word : phrase) {
                node = node.next.computeIfAbsent(word, first -> new Node());
            }
            node.end = true;
        }

        boolean startsAt(List<String> words, int from) {
            Node node = this;
            for (int at = from; at < words.size(); at++) {
                node = node.next.get(words.get(at));
                if (node == null || node.end) {
                    return node != null;
                }
            }
            return false;
        }
    }
}

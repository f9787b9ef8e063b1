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

    private static final int NOWHERE = -1;

    private final Node root;
    private final Negations negations;

    private Phrases(Node root, Negations negations) {
        this.root = root;
        this.negations = negations;
    }

    /** @throws IllegalArgumentException when a phrase is too long, or has no word in it */
    public static Phrases of(Collection<String> phrases) {
        for (String phrase : phrases) {
            if (phrase.length() > LONGEST || Words.of(phrase).isEmpty()) {
                throw new IllegalArgumentException("no phrase of 1 to " + LONGEST + " characters with a word in it");
            }
        }
        Node root = new Node();
        phrases.stream().map(Words::of).map(Words::list).forEach(root::add);
        return new Phrases(root, Negations.NONE);
    }

    /** The same phrases, which do not count where a negation stands directly beside them. */
    public Phrases unless(Negations negations) {
        return new Phrases(root, negations);
    }

    /** Whether one of the phrases is in the text. */
    public boolean areIn(Words text) {
        List<String> words = text.list();
        for (int from = 0; from < words.size(); from++) {
            int to = root.end(words, from);
            if (to != NOWHERE && !negations.areAround(words, from, to)) {
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

        /** Where the shortest phrase ends that begins there. */
        int end(List<String> words, int from) {
            Node node = this;
            for (int at = from; at < words.size(); at++) {
                node = node.next.get(words.get(at));
                if (node == null) {
                    return NOWHERE;
                }
                if (node.end) {
                    return at + 1;
                }
            }
            return NOWHERE;
        }
    }
}

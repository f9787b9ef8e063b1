package dev.baton.phrase;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Words of one language that turn a phrase into its opposite when they stand beside it. */
public final class Negations {

    static final Negations NONE = new Negations(List.of(), List.of());

    private static final String RESOURCE = "negations.yaml";

    private final List<List<String>> before;
    private final List<List<String>> after;

    private Negations(List<List<String>> before, List<List<String>> after) {
        this.before = before;
        this.after = after;
    }

    /** Those that ship for a language, such as {@code en}; none where nobody has written any. */
    public static Negations of(String language) {
        return Optional.ofNullable(Shipped.ALL.get(language)).orElse(NONE);
    }

    /** Whether one leads up to the words from one place to another or into them, or leads on from them. */
    boolean areAround(List<String> words, int from, int to) {
        return before.stream().anyMatch(one -> begins(words, from - one.size(), Math.min(from, to - one.size()), one))
                || after.stream().anyMatch(one -> begins(words, Math.max(from, to - one.size()) + 1, to + 1, one));
    }

    /** Whether a negation begins at one of these places, of which the last one is not meant. */
    private static boolean begins(List<String> words, int first, int end, List<String> negation) {
        for (int at = Math.max(0, first); at < end && at + negation.size() <= words.size(); at++) {
            if (words.subList(at, at + negation.size()).equals(negation)) {
                return true;
            }
        }
        return false;
    }

    /** Of the languages of {@link ContactRequests}. */
    private static final class Shipped {

        static final Map<String, Negations> ALL = PhraseFile.read(RESOURCE, (name, language) -> negations(language));

        private static Negations negations(JsonNode language) {
            return new Negations(words(language.path("before")), words(language.path("after")));
        }

        private static List<List<String>> words(JsonNode texts) {
            return StreamSupport.stream(texts.spliterator(), false)
                    .map(text -> Words.of(text.asText()).list())
                    .toList();
        }
    }
}

package dev.baton.target;

import dev.baton.handover.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is told, in one language or in several; a call may hear other words than a text conversation shows.
 *
 * @param shown in the order of the file
 * @param spoken on calls, best first: words of their own, then what is shown in the languages that those lack
 */
public record Wording(List<Words> shown, List<Words> spoken) {

    /** @param spoken words of their own for calls; empty where calls hear what is shown */
    public Wording {
        spoken = completed(spoken, shown);
        shown = List.copyOf(shown);
    }

    /**
     * One text: a template with <code>{{variables}}</code>. Blank, nothing is said.
     *
     * @param language a BCP 47 tag; absent where nobody said which it is
     */
    public record Words(@Nullable String language, String text) {

        private static final String SSML = "<speak";

        /** Whether it is an SSML document; then it is well-formed. */
        public boolean isSsml() {
            return text.stripLeading().startsWith(SSML);
        }
    }

    /** The same words for everybody, in a language that nobody said. */
    public static Wording of(String text) {
        return of(null, text);
    }

    /** The same words for everybody. */
    public static Wording of(@Nullable String language, String text) {
        return new Wording(List.of(new Words(language, text)), List.of());
    }

    /** All there is for a channel; what is said to who speaks none of the languages comes first. */
    public List<Words> on(Channel channel) {
        return channel == Channel.VOICE ? spoken : shown;
    }

    /**
     * The words for who speaks a language: with the same tag, else with the longest beginning of it (RFC 4647, section
     * 3.4: nl for nl-BE), else of another region (nl-NL for nl-BE).
     *
     * @param language a BCP 47 tag
     */
    public Optional<Words> in(Channel channel, String language) {
        List<Words> all = on(channel);
        for (String tag = language; !tag.isEmpty(); tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')))) {
            for (Words words : all) {
                if (tag.equalsIgnoreCase(words.language())) {
                    return Optional.of(words);
                }
            }
        }
        return all.stream()
                .filter(words -> words.language() != null && sameLanguage(words.language(), language))
                .findFirst();
    }

    /** The words for who speaks none of the languages, or one that nobody knows. */
    public Optional<Words> otherwise(Channel channel) {
        return on(channel).stream().findFirst();
    }

    /** Whether two BCP 47 tags are of one language, wherever and however it is spoken. */
    public static boolean sameLanguage(String tag, String other) {
        return primary(tag).equals(primary(other));
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** Words in no language are for every language. */
    private static List<Words> completed(List<Words> spoken, List<Words> shown) {
        List<Words> all = new ArrayList<>(spoken);
        for (Words words : shown) {
            if (all.stream().noneMatch(known -> covers(known.language(), words.language()))) {
                all.add(words);
            }
        }
        return List.copyOf(all);
    }

    private static boolean covers(@Nullable String spoken, @Nullable String shown) {
        return spoken == null || shown == null || spoken.equalsIgnoreCase(shown);
    }
}

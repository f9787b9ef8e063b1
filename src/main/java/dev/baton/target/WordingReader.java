package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.Findings.Actor;
import dev.baton.target.Wording.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a customer is told: a text, or texts by language with others for calls. */
final class WordingReader {

    private static final String VOICE = "voice";
    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

    private final Findings findings;

    WordingReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param declared as it is written; what breaks the schema is skipped, it has been said
     * @return absent when nothing is declared
     */
    @Nullable
    Wording read(String pointer, JsonNode declared) {
        if (!declared.isTextual() && !declared.isObject()) {
            return null;
        }
        List<Words> shown = words(pointer, declared);
        List<Words> spoken = words(pointer + "/" + VOICE, declared.path(VOICE));
        for (Words words : shown) {
            if (words.isSsml()) {
                String at = words.language() == null ? pointer : Pointers.join(pointer, words.language());
                findings.atValue(at, "found SSML, expected it under 'voice', where it is spoken", Actor.INTEGRATOR);
            }
        }
        return new Wording(shown, spoken);
    }

    private List<Words> words(String pointer, JsonNode declared) {
        List<Words> all = new ArrayList<>();
        if (declared.isTextual()) {
            all.add(checked(pointer, null, declared.asText()));
        }
        Set<String> before = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        declared.properties().forEach(one -> {
            if (one.getValue().isTextual() && !isVoice(pointer, one.getKey())) {
                String at = Pointers.join(pointer, one.getKey());
                checkLanguage(at, one.getKey(), before);
                all.add(checked(at, one.getKey(), one.getValue().asText()));
            }
        });
        return all;
    }

    private static boolean isVoice(String pointer, String name) {
        return name.equals(VOICE) && !pointer.endsWith("/" + VOICE);
    }

    private void checkLanguage(String pointer, String tag, Set<String> before) {
        String language = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        if (language.length() == 2 && !KNOWN.contains(language)) {
            String problem = "found '" + tag + "', expected a language of ISO 639, such as en, nl or da";
            findings.atKey(pointer, problem, Actor.INTEGRATOR);
        }
        if (!before.add(tag)) {
            findings.atKey(pointer, "found '" + tag + "' again, expected each language once", Actor.INTEGRATOR);
        }
    }

    private Words checked(String pointer, @Nullable String language, String text) {
        Words words = new Words(language, text);
        String wrong = words.isSsml() ? SsmlCheck.problem(text) : null;
        if (wrong != null) {
            findings.atValue(pointer, "found SSML " + wrong, Actor.INTEGRATOR);
        }
        return words;
    }
}

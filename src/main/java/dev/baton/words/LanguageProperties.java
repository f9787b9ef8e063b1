package dev.baton.words;

import dev.baton.problem.StartRefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which languages customers speak.
 *
 * @param detect ISO 639-1 codes; empty when no language is to be recognised. The fewer they are, the surer it is which
 *     of them a short text is in
 */
@ConfigurationProperties("baton.language")
public record LanguageProperties(@DefaultValue({"en", "nl", "de", "fr", "es", "it", "pt", "pl"}) List<String> detect) {

    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

    public LanguageProperties {
        detect = detect.stream()
                .map(language -> language.strip().toLowerCase(Locale.ROOT))
                .filter(language -> !language.isEmpty())
                .distinct()
                .collect(Collectors.toUnmodifiableList());
        detect.forEach(LanguageProperties::check);
    }

    private static void check(String language) {
        if (!KNOWN.contains(language)) {
            throw new StartRefusedException("baton.language.detect: found '" + language
                    + "', expected codes of ISO 639-1 with commas between, such as en,nl,da");
        }
    }
}

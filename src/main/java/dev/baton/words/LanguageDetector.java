package dev.baton.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the language of a few lines, without asking anybody. Its model takes about 35 MB and a second to load, with
 * the first text; it is shared by all threads.
 */
public final class LanguageDetector {

    /** Of the library's own jar opennlp-models-langdetect, version 1.3: 103 languages. */
    private static final String MODEL = "/langdetect-183.bin";

    /** How much more likely a language must be than the next one; measured, see docs/decisions/0016. */
    private static final double CLEAR = 1.1;

    /** How much more likely a language that is not on the list may be: relatives come close, others do not. */
    private static final double RELATIVE = 1.2;

    /** What the model tells apart and ISO 639-1 does not. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "zh", List.of("cmn", "nan"),
            "et", List.of("ekk", "est"),
            "lv", List.of("lvs", "lav"),
            "fa", List.of("pes", "fas"),
            "no", List.of("nob", "nno"),
            "mg", List.of("plt"));

    private final Map<String, String> listed;
    private volatile @Nullable LanguageDetectorModel model;

    /** @param languages the only ones to choose from, as ISO 639-1 codes; empty: none is ever recognised */
    public LanguageDetector(List<String> languages) {
        Map<String, String> codes = new HashMap<>();
        for (String language : languages) {
            Set<String> parts = new HashSet<>(PARTS.getOrDefault(language, List.of()));
            parts.add(new Locale(language).getISO3Language());
            parts.forEach(part -> codes.put(part, language));
        }
        this.listed = Map.copyOf(codes);
    }

    /** @return empty when it is none of the languages, or not clearly one */
    public Optional<Detected> detect(String text) {
        if (listed.isEmpty() || text.isBlank()) {
            return Optional.empty();
        }
        double best = 0;
        double next = 0;
        double other = 0;
        String found = "";
        for (Language likely : new LanguageDetectorME(model()).predictLanguages(text)) {
            String language = listed.get(likely.getLang());
            double share = likely.getConfidence();
            if (language == null) {
                other = Math.max(other, share);
            } else if (share > best) {
                next = language.equals(found) ? next : best;
                best = share;
                found = language;
            } else if (!language.equals(found)) {
                next = Math.max(next, share);
            }
        }
        boolean clear = best >= next * CLEAR && other < best * RELATIVE;
        return clear ? Optional.of(new Detected(found, rounded(1 - next / best))) : Optional.empty();
    }

    /** Loads the model, if that has not happened yet. */
    void load() {
        if (!listed.isEmpty()) {
            model();
        }
    }

    private LanguageDetectorModel model() {
        LanguageDetectorModel loaded = model;
        if (loaded == null) {
            synchronized (this) {
                loaded = model;
                if (loaded == null) {
                    loaded = read();
                    model = loaded;
                }
            }
        }
        return loaded;
    }

    private static LanguageDetectorModel read() {
        try (InputStream file = LanguageDetectorModel.class.getResourceAsStream(MODEL)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + MODEL + " on the class path");
            }
            return new LanguageDetectorModel(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

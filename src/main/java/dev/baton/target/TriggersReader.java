package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.phrase.ContactRequests;
import dev.baton.phrase.Negations;
import dev.baton.phrase.Phrases;
import dev.baton.phrase.Words;
import dev.baton.target.Findings.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads a step's triggers. What breaks the schema is skipped, it has been said. */
final class TriggersReader {

    private static final int FAILED_ATTEMPTS = 2;
    private static final double LOW_CONFIDENCE = 0.4;
    private static final double NEGATIVE = -0.5;
    private static final Set<String> COMMANDS = plain(List.of("/human", "/agent", "/person"));
    private static final Set<String> NEGATIVE_WORDS =
            plain(List.of("negative", "very negative", "angry", "furious", "frustrated", "annoyed", "upset"));

    private final Findings findings;

    TriggersReader(Findings findings) {
        this.findings = findings;
    }

    /** @return absent when the step has none */
    @Nullable
    Triggers read(String pointer, JsonNode declared) {
        if (!declared.isObject()) {
            return null;
        }
        JsonNode sensitive = declared.path("sensitiveTopic");
        JsonNode sentiment = declared.path("negativeSentiment");
        Triggers triggers = new Triggers(
                declared.path("mode").asText().equals("hand-over"),
                isOn(declared.path("commands")) ? COMMANDS : plain(texts(pointer + "/commands", declared)),
                Set.copyOf(strings(declared.path("buttons"))),
                contactRequests(pointer + "/contactRequest", declared.path("contactRequest")),
                isOn(sensitive) || sensitive.isObject(),
                phrases(pointer + "/sensitiveTopic/phrases", sensitive),
                phrases(pointer + "/keywords", declared),
                plain(texts(pointer + "/intents", declared)),
                isOn(declared.path("noAnswer")),
                failedAttempts(declared.path("failedToResolve")),
                below(declared.path("lowConfidence"), LOW_CONFIDENCE),
                below(sentiment, NEGATIVE),
                sentiment.has("words")
                        ? plain(texts(pointer + "/negativeSentiment/words", sentiment))
                        : NEGATIVE_WORDS);
        if (triggers.areOff()) {
            findings.atKey(
                    pointer, "found no trigger that is on, expected at least one, or no triggers", Actor.INTEGRATOR);
        }
        return triggers;
    }

    private static boolean isOn(JsonNode declared) {
        return declared.isBoolean() && declared.asBoolean();
    }

    private Map<String, Phrases> contactRequests(String pointer, JsonNode declared) {
        if (!isOn(declared) && !declared.isObject()) {
            return Map.of();
        }
        Map<String, Phrases> byLanguage = new LinkedHashMap<>(ContactRequests.shipped());
        String languages = pointer + "/phrases";
        declared.path("phrases").fieldNames().forEachRemaining(language -> {
            Phrases own = phrases(Pointers.join(languages, language), declared.path("phrases"));
            byLanguage.remove(language);
            if (own != null) {
                byLanguage.put(language, own.unless(Negations.of(language)));
            }
        });
        return byLanguage;
    }

    private static int failedAttempts(JsonNode declared) {
        return isOn(declared) || declared.isObject() ? declared.path("attempts").asInt(FAILED_ATTEMPTS) : 0;
    }

    private static Triggers.@Nullable Below below(JsonNode declared, double limit) {
        return isOn(declared) || declared.isObject()
                ? new Triggers.Below(
                        declared.path("below").asDouble(limit),
                        declared.path("times").asInt(1))
                : null;
    }

    private @Nullable Phrases phrases(String pointer, JsonNode parent) {
        List<String> texts = texts(pointer, parent);
        return texts.isEmpty() ? null : Phrases.of(texts);
    }

    /** Those with a word in them; what has none could never be found. */
    private List<String> texts(String pointer, JsonNode parent) {
        List<String> all = strings(parent.path(pointer.substring(pointer.lastIndexOf('/') + 1)));
        List<String> usable = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (Words.of(all.get(i)).isEmpty()) {
                findings.atValue(
                        pointer + "/" + i,
                        "found \"" + all.get(i) + "\", expected at least one letter or digit",
                        Actor.INTEGRATOR);
            } else if (all.get(i).length() <= Phrases.LONGEST) {
                usable.add(all.get(i));
            }
        }
        return usable;
    }

    private static List<String> strings(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> plain(List<String> texts) {
        return texts.stream().map(text -> Words.of(text).plain()).collect(Collectors.toUnmodifiableSet());
    }
}

package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.phrase.Phrases;
import dev.baton.phrase.Words;
import dev.baton.target.Triggers;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a turn shows by itself, whatever was before it.
 *
 * @param fired the triggers that need no more
 * @param lowConfidence absent when the bot did not say how sure it was
 * @param negative absent when the bot did not say how the customer feels
 */
record Signs(Set<Trigger> fired, @Nullable Boolean lowConfidence, @Nullable Boolean negative) {

    static Signs of(Turn turn, Triggers triggers) {
        String utterance = turn.text("utterance");
        Words words = Words.of(utterance == null ? "" : utterance);
        Set<Trigger> fired = EnumSet.noneOf(Trigger.class);
        add(fired, Trigger.COMMAND, isCommand(turn, words, triggers.commands()));
        add(
                fired,
                Trigger.BUTTON,
                turn.told().has("button") && triggers.buttons().contains(turn.text("button")));
        add(fired, Trigger.CONTACT_REQUEST, asksForAPerson(turn, words, triggers));
        add(fired, Trigger.SENSITIVE_TOPIC, isSensitive(turn, words, triggers));
        add(fired, Trigger.KEYWORD, areIn(triggers.keywords(), words));
        add(fired, Trigger.INTENT, triggers.intents().contains(plain(turn.text("intent"))));
        add(fired, Trigger.NO_ANSWER, triggers.noAnswer() && turn.hasNoAnswer());
        return new Signs(fired, lowConfidence(turn, triggers), negative(turn, triggers));
    }

    private static void add(Set<Trigger> fired, Trigger trigger, boolean fires) {
        if (fires) {
            fired.add(trigger);
        }
    }

    /** Some bots tell a command as such, others as whatever else the customer typed. */
    private static boolean isCommand(Turn turn, Words utterance, Set<String> commands) {
        return commands.contains(plain(turn.text("command")))
                || startsLikeACommand(turn.text("utterance")) && commands.contains(utterance.plain());
    }

    private static boolean startsLikeACommand(@Nullable String utterance) {
        return utterance != null
                && !utterance.isBlank()
                && !Character.isLetterOrDigit(utterance.strip().codePointAt(0));
    }

    private static boolean asksForAPerson(Turn turn, Words words, Triggers triggers) {
        if (words.isEmpty() || triggers.contactRequests().isEmpty()) {
            return false;
        }
        String tag = turn.text("language");
        Phrases own =
                tag == null ? null : triggers.contactRequests().get(tag.split("-", 2)[0].toLowerCase(Locale.ROOT));
        Collection<Phrases> all = triggers.contactRequests().values();
        return own == null ? all.stream().anyMatch(phrases -> phrases.areIn(words)) : own.areIn(words);
    }

    private static boolean isSensitive(Turn turn, Words words, Triggers triggers) {
        return triggers.sensitive()
                && (turn.told().path("sensitive").asBoolean() || areIn(triggers.sensitiveTopics(), words));
    }

    private static boolean areIn(@Nullable Phrases phrases, Words words) {
        return phrases != null && phrases.areIn(words);
    }

    private static @Nullable Boolean lowConfidence(Turn turn, Triggers triggers) {
        JsonNode confidence = turn.told().path("confidence");
        Triggers.Below below = triggers.lowConfidence();
        return below == null || !confidence.isNumber() ? null : Boolean.valueOf(confidence.asDouble() < below.limit());
    }

    private static @Nullable Boolean negative(Turn turn, Triggers triggers) {
        JsonNode sentiment = turn.told().path("sentiment");
        Triggers.Below below = triggers.negativeSentiment();
        if (below == null || sentiment.isMissingNode()) {
            return null;
        }
        return sentiment.isNumber()
                ? sentiment.asDouble() < below.limit()
                : triggers.negativeWords().contains(plain(sentiment.asText()));
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : Words.of(text).plain();
    }
}

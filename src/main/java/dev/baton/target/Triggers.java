package dev.baton.target;

import dev.baton.phrase.Phrases;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a step's bot should hand over, as its turns tell. What is absent, empty or 0 is off.
 *
 * @param handsOver whether the gateway hands over by itself when the turn brings what it needs; else it only advises
 * @param commands what a customer types to get a person, {@linkplain dev.baton.phrase.Words#plain() plain}
 * @param buttons the ids of buttons for the same
 * @param contactRequests phrases with which customers ask for a person, by language
 * @param sensitive whether a turn that the bot calls sensitive counts
 * @param sensitiveTopics phrases of topics for people only
 * @param keywords phrases that lead to a person for any other reason
 * @param intents what the bot recognised and a person must deal with, plain
 * @param noAnswer whether the first turn without an answer counts
 * @param failedAttempts how many turns in a row must fail; 0 to 100
 */
public record Triggers(
        boolean handsOver,
        Set<String> commands,
        Set<String> buttons,
        Map<String, Phrases> contactRequests,
        boolean sensitive,
        @Nullable Phrases sensitiveTopics,
        @Nullable Phrases keywords,
        Set<String> intents,
        boolean noAnswer,
        int failedAttempts,
        @Nullable Below lowConfidence,
        @Nullable Below negativeSentiment,
        Set<String> negativeWords) {

    public Triggers {
        commands = Set.copyOf(commands);
        buttons = Set.copyOf(buttons);
        contactRequests = Map.copyOf(contactRequests);
        intents = Set.copyOf(intents);
        negativeWords = Set.copyOf(negativeWords);
    }

    /** Whether nothing at all can fire. */
    boolean areOff() {
        return commands.isEmpty()
                && buttons.isEmpty()
                && contactRequests.isEmpty()
                && !sensitive
                && keywords == null
                && intents.isEmpty()
                && !noAnswer
                && failedAttempts == 0
                && lowConfidence == null
                && negativeSentiment == null;
    }

    /**
     * A measure that is too low.
     *
     * @param limit lower than this counts
     * @param times so many turns in a row must be so low, 1 to 100
     */
    public record Below(double limit, int times) {}
}

package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.delivery.PlatformSpeaks;
import dev.baton.delivery.SettingsOverride;
import dev.baton.handover.Channel;
import dev.baton.target.Step;
import dev.baton.target.Wording;
import dev.baton.words.FinalMessage;
import dev.baton.words.FinalMessages;
import dev.baton.words.Source;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words for the customer just before the handover. Baton has no media: whoever posted the handover shows or speaks
 * them. A target that takes a call away gets it only after that, so for such a target the receipt says what to speak and
 * how long the delivery waits.
 */
final class Announcement {

    /** In a receipt: milliseconds from {@code requestedAt} until the delivery starts. */
    static final String TRANSFER_AFTER = "transferAfterMs";

    /** In a receipt: what to speak meanwhile. */
    static final String SPEAK = "speak";

    private static final int CHARACTERS_PER_SECOND = 15;
    private static final long SHORTEST = 1_000;
    private static final long LONGEST = 20_000;
    private static final long LONGEST_SET = 60_000;

    private final FinalMessages messages;

    Announcement(FinalMessages messages) {
        this.messages = messages;
    }

    /** How long the delivery waits, as the receipt says; zero for not at all. */
    static Duration takes(ObjectNode receipt) {
        return Duration.ofMillis(receipt.path(TRANSFER_AFTER).asLong());
    }

    /** Adds message, speak, transferAfterMs and the language that was recognised, where they apply. */
    void addTo(ObjectNode receipt, Channel channel, @Nullable Step step, ActiveTarget target, JsonNode message) {
        boolean call = channel == Channel.VOICE;
        boolean spokenFirst = call && target.connector().afterMessage();
        JsonNode settings = call ? SettingsOverride.of(target.definition(), message) : MissingNode.getInstance();
        boolean silent = spokenFirst && settings.path("announce").asText().equals("none");
        Optional<FinalMessage> written = silent ? Optional.empty() : written(step, channel, message, settings);
        written.ifPresent(words -> ToldWords.tell(receipt, words, "/message", "message"));
        Optional<FinalMessage> said = written.filter(words -> !words.text().isBlank());
        said.ifPresent(words -> {
            String by = PlatformSpeaks.is(target, settings, channel) ? PlatformSpeaks.PLATFORM : PlatformSpeaks.BOT;
            receipt.set("message", ToldWords.json(words).put("by", by));
        });
        if (spokenFirst) {
            said.ifPresent(words -> receipt.set(SPEAK, ToldWords.json(words)));
            receipt.put(
                    TRANSFER_AFTER,
                    said.map(words -> transferAfter(words.text(), settings)).orElse(0L));
        }
    }

    /** After a failure nothing is promised to the customer any more. */
    static void takeBack(ObjectNode receipt) {
        receipt.remove("message");
        receipt.remove(SPEAK);
        receipt.remove(TRANSFER_AFTER);
    }

    /** The handover's own words win over the step's, and those over the target's; no text means that nothing is said. */
    private Optional<FinalMessage> written(@Nullable Step step, Channel channel, JsonNode message, JsonNode settings) {
        JsonNode own = message.path("message");
        if (own.path("send").asText().equals("none")) {
            return Optional.empty();
        }
        String text = own.path("template").asText(own.path("text").asText(null));
        if (text != null) {
            Wording words = Wording.of(own.path("language").asText(null), text);
            return messages.write(words, Source.HANDOVER, channel, message);
        }
        if (step != null && step.message() != null) {
            return messages.write(step.message(), Source.STEP, channel, message);
        }
        String ofTarget = settings.path("message").asText(null);
        return ofTarget == null
                ? Optional.empty()
                : messages.write(Wording.of(ofTarget), Source.TARGET, channel, message);
    }

    private static long transferAfter(String text, JsonNode settings) {
        if (settings.path(TRANSFER_AFTER).isIntegralNumber()) {
            return Math.max(
                    0, Math.min(LONGEST_SET, settings.path(TRANSFER_AFTER).asLong()));
        }
        long characters = text.codePointCount(0, text.length());
        return Math.max(SHORTEST, Math.min(LONGEST, characters * 1000 / CHARACTERS_PER_SECOND));
    }
}

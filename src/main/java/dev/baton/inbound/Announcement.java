package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.delivery.SettingsOverride;
import dev.baton.delivery.Warnings;
import dev.baton.handover.Channel;
import dev.baton.mapping.MessageTemplate;
import dev.baton.target.Step;
import dev.baton.target.Wording;
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

    private Announcement() {}

    /** How long the delivery waits, as the receipt says; zero for not at all. */
    static Duration takes(ObjectNode receipt) {
        return Duration.ofMillis(receipt.path(TRANSFER_AFTER).asLong());
    }

    /** Adds message, speak and transferAfterMs, where they apply. */
    static void addTo(ObjectNode receipt, Channel channel, @Nullable Step step, ActiveTarget target, JsonNode message) {
        boolean spokenFirst = channel == Channel.VOICE && target.connector().afterMessage();
        JsonNode settings = spokenFirst ? SettingsOverride.of(target.definition(), message) : MissingNode.getInstance();
        Optional<ObjectNode> words = settings.path("announce").asText().equals("none")
                ? Optional.empty()
                : words(receipt, template(step, channel, message, settings), message);
        words.ifPresent(said -> receipt.set("message", said.deepCopy().put("by", "bot")));
        if (spokenFirst) {
            words.ifPresent(said -> receipt.set(SPEAK, said));
            receipt.put(
                    TRANSFER_AFTER,
                    words.map(said -> transferAfter(said.path("text").asText(), settings))
                            .orElse(0L));
        }
    }

    /** After a failure nothing is promised to the customer any more. */
    static void takeBack(ObjectNode receipt) {
        receipt.remove("message");
        receipt.remove(SPEAK);
        receipt.remove(TRANSFER_AFTER);
    }

    /** The handover's own words win over the step's, and those over the target's; no text means that nothing is said. */
    private static @Nullable String template(
            @Nullable Step step, Channel channel, JsonNode message, JsonNode settings) {
        JsonNode own = message.path("message");
        if (own.path("send").asText().equals("none")) {
            return null;
        }
        String template = own.path("template").asText(own.path("text").asText(null));
        if (template == null && step != null && step.message() != null) {
            template = inLanguage(step.message(), channel, language(message));
        }
        return template == null ? settings.path("message").asText(null) : template;
    }

    private static @Nullable String language(JsonNode message) {
        return message.path("message")
                .path("language")
                .asText(message.path("conversation").path("language").asText(null));
    }

    private static @Nullable String inLanguage(Wording wording, Channel channel, @Nullable String language) {
        return Optional.ofNullable(language)
                .flatMap(tag -> wording.in(channel, tag))
                .or(() -> wording.otherwise(channel))
                .map(Wording.Words::text)
                .orElse(null);
    }

    private static Optional<ObjectNode> words(ObjectNode receipt, @Nullable String template, JsonNode message) {
        if (template == null) {
            return Optional.empty();
        }
        MessageTemplate.Rendered rendered = MessageTemplate.render(template, message);
        rendered.missing()
                .forEach(name -> Warnings.add(
                        receipt,
                        "/message",
                        "missing_variable",
                        "The message has the variable '" + name + "', which this handover does not give."));
        if (rendered.text().isBlank()) {
            return Optional.empty();
        }
        ObjectNode words = JsonNodeFactory.instance.objectNode().put("text", rendered.text());
        String language = language(message);
        return Optional.of(language == null ? words : words.put("language", language));
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

package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;

/**
 * A caller hears the last words from one party: the bot, or the platform that a target with the setting
 * <code>message</code> sends them to. Which words, the receipt says.
 */
public final class PlatformSpeaks {

    /** In a receipt, as {@code message.by}. */
    public static final String BOT = "bot";

    /** In a receipt, as {@code message.by}. */
    public static final String PLATFORM = "platform";

    private static final String MESSAGE = "message";

    private PlatformSpeaks() {}

    /**
     * Whether the platform says the words. Where a call waits until it has heard them, the setting is only what the bot
     * says when neither handover nor step has words.
     */
    public static boolean is(ActiveTarget target, JsonNode settings, Channel channel) {
        return channel == Channel.VOICE
                && !target.connector().afterMessage()
                && !settings.path(MESSAGE).asText().isBlank();
    }

    /** The target that was to say them has not taken the call: now the bot does. */
    public static void noMore(ObjectNode receipt) {
        if (receipt.path(MESSAGE).path("by").asText().equals(PLATFORM)) {
            receipt.withObjectProperty(MESSAGE).put("by", BOT);
        }
    }

    /** The settings of a delivery: the words that the receipt has for the platform, and none when the bot says them. */
    public static ObjectNode settings(ActiveTarget target, ObjectNode settings, Handover handover) {
        if (!is(target, settings, handover.channel())) {
            return settings;
        }
        ObjectNode said = settings.objectNode();
        said.setAll(settings);
        JsonNode message = handover.receipt().path(MESSAGE);
        boolean speaks = !handover.fellBack() && message.path("by").asText().equals(PLATFORM);
        if (speaks) {
            return said.put(MESSAGE, message.path("text").asText());
        }
        said.remove(MESSAGE);
        return said;
    }
}

package dev.baton.conversation;

import dev.baton.handover.HandoverState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a conversation now.
 *
 * @param until when the bot may talk again by itself if nothing else happens; absent while the bot owns it
 * @param handoverId the open handover, or the last one when the bot is still paused after it; absent when there is none
 * @param state of that handover; absent without one
 */
public record Ownership(
        Owner owner, @Nullable Instant until, @Nullable String handoverId, @Nullable HandoverState state) {

    /** The bot's own conversation. */
    public static final Ownership OF_THE_BOT = new Ownership(Owner.BOT, null, null, null);

    public boolean botMayTalk() {
        return owner == Owner.BOT;
    }
}

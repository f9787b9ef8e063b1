package dev.baton.conversation;

import java.util.Locale;

/** Who may talk to the customer. */
public enum Owner {
    /** Nobody has asked for a human, or the human has given the conversation back. */
    BOT,
    /** A human was asked for and has not come yet, or the bot is paused: it is silent, and so is everybody else. */
    NOBODY,
    /** A human has the conversation. */
    HUMAN;

    /** The word used on the wire, for example {@code bot}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

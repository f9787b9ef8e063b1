package dev.baton.words;

/** Who chose the words. */
public enum Source {
    /** The bot, for this conversation; so they are in its language unless the bot says otherwise. */
    HANDOVER,
    STEP,
    TARGET
}

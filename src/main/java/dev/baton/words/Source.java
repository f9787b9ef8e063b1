package dev.baton.words;

/** Who chose the words. */
public enum Source {
    /** The bot, for this conversation; so they are in its language unless the bot says otherwise. */
    HANDOVER,
    STEP,
    TARGET,
    /** Nobody here: they are Baton's own. So whoever gets them in a language that is not the conversation's is told. */
    DEFAULT
}

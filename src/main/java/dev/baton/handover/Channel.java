package dev.baton.handover;

import java.util.Locale;

/** How the customer talks to the bot. A step names one target per channel. */
public enum Channel {
    TEXT,
    VOICE;

    /** The word used on the wire, in configuration and in metric labels: {@code text} or {@code voice}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the word is neither {@code text} nor {@code voice} */
    public static Channel of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

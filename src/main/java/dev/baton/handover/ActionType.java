package dev.baton.handover;

import java.util.Optional;

/** What a handover may set in motion beside itself. */
public enum ActionType {
    /** Give the conversation to somebody, or let the target's own rules do so. */
    ASSIGN("assign"),
    /** Make a record that somebody has to see to, with a day on which it is due. */
    CREATE_TASK("createTask"),
    /** The closing words for the customer. */
    SEND_MESSAGE("sendMessage"),
    /** Keep the bot silent for a time. */
    PAUSE_BOT("pauseBot"),
    /** Mark the conversation. */
    ADD_TAGS("addTags"),
    /** Tell people that somebody has the conversation, or that there is a task. */
    NOTIFY("notify");

    private final String wireName;

    ActionType(String wireName) {
        this.wireName = wireName;
    }

    /** The word used on the wire, in the ledger and in metric labels, for example {@code createTask}. */
    public String wireName() {
        return wireName;
    }

    /** Empty when no type has this name. */
    public static Optional<ActionType> of(String wireName) {
        for (ActionType type : values()) {
            if (type.wireName.equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}

package dev.baton.handover;

import java.util.Locale;

/** Where a handover stands. Every handover starts requested and reaches exactly one terminal state. */
public enum HandoverState {
    REQUESTED,
    DELIVERING,
    RETRYING,
    ACCEPTED,
    QUEUED,
    ASSIGNED,
    ACTIVE,
    COMPLETED(true),
    RETURNED(true),
    LOGGED(true),
    CANCELLED(true),
    EXPIRED(true),
    REJECTED(true),
    FAILED(true);

    private final boolean terminal;

    HandoverState() {
        this(false);
    }

    HandoverState(boolean terminal) {
        this.terminal = terminal;
    }

    /** A terminal state never changes again and frees the conversation for another handover. */
    public boolean isTerminal() {
        return terminal;
    }

    /** True once the target has answered, well or badly: what {@code Prefer: wait} waits for. */
    public boolean isOutcome() {
        return this != REQUESTED && this != DELIVERING && this != RETRYING;
    }

    /** The word used on the wire, in the ledger and in metric labels, for example {@code accepted}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when no state has this name */
    public static HandoverState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

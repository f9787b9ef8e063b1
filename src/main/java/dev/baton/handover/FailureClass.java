package dev.baton.handover;

import java.util.Locale;

/** Who has to act after a failed delivery. */
public enum FailureClass {
    /** The target could not be reached or is busy: the same call may succeed later. */
    TRY_AGAIN,
    /** The target refused the call: the same call will fail again until the integration is changed. */
    INTEGRATOR_MUST_ACT,
    /** Nobody is there to take the conversation: another target should. */
    CLOSED,
    /** The call may or may not have reached the target; sending it again could double it. */
    UNKNOWN;

    /** @throws IllegalArgumentException when no class has this name */
    public static FailureClass of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** The word used on the wire and in metric labels, for example {@code try_again}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

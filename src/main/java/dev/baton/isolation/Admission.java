package dev.baton.isolation;

import java.time.Duration;

/** Whether a target may be called now. */
public sealed interface Admission {

    /** The code of what is held because the target's breaker is open. */
    String BREAKER_OPEN = "breaker_open";

    /** The code of what is held because the target's rate is used up. */
    String OVER_RATE = "over_rate";

    /** It may. What the call came to must be told, or the permit closed. */
    record Granted(Permit permit) implements Admission {}

    /**
     * It may not.
     *
     * @param code {@link #BREAKER_OPEN} or {@link #OVER_RATE}
     * @param reason for a person
     * @param delay until it makes sense to ask again; for {@link #OVER_RATE} a place is kept then, if that is within
     *     the patience that was given
     * @param spread by how much more to wait at random, so that not all who wait come back together
     */
    record Held(String code, String reason, Duration delay, Duration spread) implements Admission {}
}

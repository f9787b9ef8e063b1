package dev.baton.target;

import java.time.Duration;

/**
 * How a target is asked whether anybody is there before it gets a handover.
 *
 * @param keepFor how long an answer counts, 1 second to 10 minutes
 * @param within how long a handover waits for an answer, 100 milliseconds to 10 seconds
 */
public record AskPolicy(Duration keepFor, Duration within) {

    public static final AskPolicy DEFAULT = new AskPolicy(Duration.ofSeconds(15), Duration.ofSeconds(2));
}

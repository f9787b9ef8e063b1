package dev.baton.target;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a target may keep a conversation without a word; 0 seconds for as long as it likes.
 *
 * @param unclaimed until a human has it; absent where that is said elsewhere
 * @param active from one sign of life to the next, once a human has it; absent where that is said elsewhere
 */
public record HumanTimes(@Nullable Duration unclaimed, @Nullable Duration active) {}

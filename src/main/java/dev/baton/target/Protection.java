package dev.baton.target;

import org.jspecify.annotations.Nullable;

/**
 * What a target is guarded with, so that neither it nor others suffer.
 *
 * @param rate absent for as many as come
 */
public record Protection(BreakerChoice breaker, @Nullable Rate rate) {

    static final Protection DEFAULT = new Protection(BreakerChoice.NONE, null);
}

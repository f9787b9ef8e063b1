package dev.baton.target;

import dev.baton.hours.OpeningHours;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is there for a step.
 *
 * @param message what the customer is told when nobody is; absent where the step's own message does
 */
public record StepHours(OpeningHours opening, @Nullable Wording message) {}

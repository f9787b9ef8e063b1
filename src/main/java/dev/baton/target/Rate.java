package dev.baton.target;

import java.time.Duration;

/**
 * How many handovers a target may be given in a time.
 *
 * @param handovers 1 to 1,000,000
 * @param period a second, a minute or an hour
 */
public record Rate(int handovers, Duration period) {}

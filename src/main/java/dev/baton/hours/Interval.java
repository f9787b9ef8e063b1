package dev.baton.hours;

import java.time.Instant;

/** @param to later than {@code from}, itself not part of it */
record Interval(Instant from, Instant to) {

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}

package dev.baton.bench.load;

import java.time.Duration;

/**
 * How many clients post at once, and how long the desk takes to answer.
 *
 * @param delay zero: at once
 */
record Scenario(String title, int clients, Duration delay) {
    static final Scenario AT_ONCE = new Scenario("64 clients, desk at once", 64, Duration.ZERO);
    static final Scenario SLOW_DESK = new Scenario("128 clients, desk in 100 ms", 128, Duration.ofMillis(100));
}

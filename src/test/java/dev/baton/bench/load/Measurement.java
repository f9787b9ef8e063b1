package dev.baton.bench.load;

import java.time.Duration;

/**
 * One subject in one scenario.
 *
 * @param deliveredPerSecond distinct messages at the desk per second of the measured time
 * @param undelivered accepted handovers that had not reached the desk when the wait for them ended
 * @param doubled messages that reached the desk again
 * @param drainSeconds from the last answer until the desk had everything
 */
record Measurement(
        String subject,
        String runtime,
        Scenario scenario,
        LoadResult load,
        double deliveredPerSecond,
        long undelivered,
        long doubled,
        double drainSeconds,
        Usage usage,
        long residentMegabytes) {

    /** CPU milliseconds per handover, which is CPU seconds per thousand. */
    double perThousand(Duration cpu) {
        return Usage.seconds(cpu) * 1000 / Math.max(1, load.accepted());
    }
}

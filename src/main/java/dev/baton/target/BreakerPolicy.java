package dev.baton.target;

import java.time.Duration;

/**
 * When a target is left alone because its calls fail, and for how long.
 *
 * @param failures this part of the calls that are judged, in per cent, 1 to 100; 0 never leaves it alone
 * @param calls how many of the last calls are judged, 2 to 1000; judging begins with half of them
 * @param pause how long it is left alone, 1 second to 10 minutes
 * @param trials how many calls then find out whether it is well again, 1 to 100
 */
public record BreakerPolicy(int failures, int calls, Duration pause, int trials) {

    /** Never leaves a target alone. */
    public static final BreakerPolicy OFF = new BreakerPolicy(0, 20, Duration.ofSeconds(30), 3);

    /** @throws IllegalArgumentException when a number is outside its range; says which, found and expected */
    public BreakerPolicy {
        within("failures", failures, 0, 100, "% ");
        within("calls", calls, 2, 1_000, " ");
        within("pause", pause.toSeconds(), 1, 600, "s ");
        within("trials", trials, 1, 100, " ");
    }

    public boolean isOff() {
        return failures == 0;
    }

    private static void within(String name, long found, int least, int most, String unit) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    name + "=" + found + unit.strip() + ": expected " + least + " to " + most + unit.stripTrailing());
        }
    }
}

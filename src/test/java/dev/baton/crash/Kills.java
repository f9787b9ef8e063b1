package dev.baton.crash;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * How often, and when. {@code -Dcrash.kills=50} is the full run; {@code -Dcrash.seed} repeats one that was printed.
 *
 * @param all how many
 */
record Kills(int all, Random random) {

    private static final String NUMBER = "crash.kills";
    private static final int FEW = 3;
    private static final int LONGEST_START_MILLIS = 5_000;

    static Kills asked(Class<?> test) {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dcrash.seed=" + seed);
        return new Kills(Integer.getInteger(NUMBER, FEW), new Random(seed));
    }

    /** Whether somebody asked for a number, and so has minutes to wait. */
    static boolean areCounted() {
        return Integer.getInteger(NUMBER) != null;
    }

    /** Somewhere in the work on some request. */
    void passSomeMillis() {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(50)).toNanos());
    }

    /** Every fourth process does not live to see its first request. */
    boolean hitsAStart() {
        return random.nextInt(4) == 0;
    }

    void passPartOfAStart() {
        LockSupport.parkNanos(
                Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS)).toNanos());
    }
}

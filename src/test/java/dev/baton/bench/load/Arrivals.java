package dev.baton.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What arrives at a desk after a start: when the first, when the last, and how much memory the gateway takes meanwhile. */
final class Arrivals {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final long LOOK_MILLIS = 20;

    private final Child desk;
    private final Life life;
    private long firstAt;
    private long lastAt;
    private long most;
    private DeskCount count = new DeskCount(0, 0);

    private Arrivals(Child desk, Life life) {
        this.desk = desk;
        this.life = life;
    }

    static Arrivals await(Child desk, Life life, long expected) throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals(desk, life);
        arrivals.rest(expected);
        arrivals.lastAt = System.nanoTime();
        return arrivals;
    }

    /** Waits until the desk has that many, or, if something is missing, until the limit. */
    DeskCount rest(long expected) throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        count = DeskCount.parse(desk.get("/count"));
        while (count.distinct() < expected && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            count = DeskCount.parse(desk.get("/count"));
            firstAt = firstAt == 0 && count.distinct() > 0 ? System.nanoTime() : firstAt;
            most = Math.max(most, life.child().residentMegabytes());
        }
        return count;
    }

    long mostMegabytes() {
        return most;
    }

    @Override
    public String toString() {
        double seconds = (lastAt - firstAt) / 1e9;
        return String.format(
                Locale.ROOT,
                "the first at the desk %.1f s after the start, all %.1f s later (%,.0f/s)",
                (firstAt - life.began()) / 1e9,
                seconds,
                count.distinct() / seconds);
    }
}

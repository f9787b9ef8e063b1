package dev.baton.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the clients saw in one run. */
final class LoadResult {
    static final int ACCEPTED = 202;
    private static final int REFUSED = 503;
    private static final int TOLD = 3;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

    private final Histogram latency = new Histogram(LONGEST, 3);
    private final Histogram refusedLatency = new Histogram(LONGEST, 3);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final Duration time;
    private long acceptedInTime;
    private long broken;

    LoadResult(Duration time) {
        this.time = time;
    }

    void answered(int status, long nanos, boolean inTime) {
        statuses.merge(status, 1L, Long::sum);
        if (status == REFUSED) {
            refusedLatency.recordValue(Math.min(nanos, LONGEST));
        }
        if (inTime && status == ACCEPTED) {
            acceptedInTime++;
            latency.recordValue(Math.min(nanos, LONGEST));
        }
    }

    /** Milliseconds within which that share of those refused with 503 was answered. */
    double refusedMillisAt(double percentile) {
        return refusedLatency.getValueAtPercentile(percentile) / 1e6;
    }

    /** Keeps what was said to the first few. */
    void refused(int status, String body) {
        if (refusals.size() < TOLD) {
            refusals.add(status + " " + body);
        }
    }

    /** Status and body of the first few answers that were no 202. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    void broken() {
        broken++;
    }

    void unanswered(long calls) {
        broken += calls;
    }

    /** Handovers the gateway has answered for with 202, the last ones after the time was up included. */
    long accepted() {
        return statuses.getOrDefault(ACCEPTED, 0L);
    }

    /** Calls with another answer, and calls without one. */
    long errors() {
        return broken + statuses.values().stream().mapToLong(Long::longValue).sum() - accepted();
    }

    double acceptedPerSecond() {
        return acceptedInTime * 1e9 / time.toNanos();
    }

    /** Milliseconds within which that share of the accepted calls was answered. */
    double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /** How often each status was answered. */
    Map<Integer, Long> statuses() {
        return statuses;
    }
}

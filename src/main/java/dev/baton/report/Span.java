package dev.baton.report;

import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, in milliseconds. The mean is exact. A percentile is the shortest of the times that so many
 * percent of them do not exceed (nearest rank), or up to 0.1 % more; so it takes the same little memory for a million
 * times as for a thousand.
 */
final class Span {

    private static final int DIGITS = 3;

    private @Nullable PackedHistogram times;
    private long sum;
    private long longest;

    /** @param millis 0 or more */
    void add(long millis) {
        histogram().recordValue(millis);
        sum += millis;
        longest = Math.max(longest, millis);
    }

    void add(Span other) {
        if (other.times != null) {
            histogram().add(other.times);
            sum += other.sum;
            longest = Math.max(longest, other.longest);
        }
    }

    /** Null when there is none. */
    @Nullable
    Long mean() {
        return times == null ? null : Math.round((double) sum / times.getTotalCount());
    }

    /** Null when there is none. */
    @Nullable
    Long percentile(double percent) {
        return times == null ? null : Math.min(longest, times.getValueAtPercentile(percent));
    }

    private PackedHistogram histogram() {
        if (times == null) {
            times = new PackedHistogram(DIGITS);
        }
        return times;
    }
}

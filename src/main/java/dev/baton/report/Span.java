package dev.baton.report;

import java.util.Arrays;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, in milliseconds. The mean is exact. A percentile is the shortest of the times that so many
 * percent of them do not exceed (nearest rank): exact of up to {@value #EXACT} times, else up to 1 % more, so that a
 * million times take hardly more memory than these.
 */
final class Span {

    static final int EXACT = 1_024;

    private static final int DIGITS = 2;
    private static final int FIRST_FEW = 4;

    private long[] times = new long[0];
    private @Nullable IntCountsHistogram many;
    private int count;
    private long sum;
    private long longest;

    /** @param millis 0 or more */
    void add(long millis) {
        if (many == null && count == EXACT) {
            many = new IntCountsHistogram(DIGITS);
            Arrays.stream(times).forEach(many::recordValue);
            times = new long[0];
        }
        if (many == null) {
            if (count == times.length) {
                times = Arrays.copyOf(times, Math.max(FIRST_FEW, 2 * count));
            }
            times[count] = millis;
        } else {
            many.recordValue(millis);
        }
        count++;
        sum += millis;
        longest = Math.max(longest, millis);
    }

    void add(Span other) {
        if (other.many == null) {
            Arrays.stream(other.times, 0, other.count).forEach(this::add);
            return;
        }
        IntCountsHistogram all = new IntCountsHistogram(DIGITS);
        all.add(other.many);
        if (many == null) {
            Arrays.stream(times, 0, count).forEach(all::recordValue);
        } else {
            all.add(many);
        }
        many = all;
        times = new long[0];
        count += other.count;
        sum += other.sum;
        longest = Math.max(longest, other.longest);
    }

    /** Null when there is none. */
    @Nullable
    Long mean() {
        return count == 0 ? null : Math.round((double) sum / count);
    }

    /** Null when there is none. */
    @Nullable
    Long percentile(int percent) {
        if (count == 0) {
            return null;
        }
        if (many != null) {
            return Math.min(longest, many.getValueAtPercentile(percent));
        }
        Arrays.sort(times, 0, count);
        return times[(int) (((long) count * percent + 99) / 100) - 1];
    }
}

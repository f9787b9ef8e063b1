package dev.baton.sip.transaction;

import java.util.Arrays;

/**
 * Fingerprints in the order in which they came, each with a due time and the place of its answer, found by hash and
 * removed from the oldest on. All of it is in a few arrays of numbers: however much is remembered, the garbage collector
 * has nothing to follow and nothing to copy. Not thread-safe.
 */
final class RecentTable {

    private static final int FIRST = 256;
    private static final int NONE = -1;

    private long[] high = new long[FIRST];
    private long[] low = new long[FIRST];
    private long[] due = new long[FIRST];
    private long[] place = new long[FIRST];
    /** Rows, found by the fingerprint's lowest bits, or in the next slot that was free. */
    private int[] slots = empty(FIRST);

    private int oldest;
    private int size;

    private static int[] empty(int rows) {
        int[] slots = new int[2 * rows];
        Arrays.fill(slots, NONE);
        return slots;
    }

    int size() {
        return size;
    }

    /** @param answerPlace whatever shall be found with it */
    void add(Fingerprint key, long dueNanos, long answerPlace) {
        if (size == high.length) {
            grow();
        }
        int row = oldest + size & high.length - 1;
        high[row] = key.high();
        low[row] = key.low();
        due[row] = dueNanos;
        place[row] = answerPlace;
        size++;
        link(row);
    }

    private void link(int row) {
        int slot = home(row);
        while (slots[slot] != NONE) {
            slot = next(slot);
        }
        slots[slot] = row;
    }

    private int home(int row) {
        return (int) low[row] & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    boolean has(Fingerprint key) {
        return find(key) != NONE;
    }

    /** What was given with it, or -1 when it is not there. */
    long place(Fingerprint key) {
        int row = find(key);
        return row == NONE ? -1 : place[row];
    }

    private int find(Fingerprint key) {
        int slot = (int) key.low() & slots.length - 1;
        for (int row = slots[slot]; row != NONE; row = slots[slot]) {
            if (low[row] == key.low() && high[row] == key.high()) {
                return row;
            }
            slot = next(slot);
        }
        return NONE;
    }

    /** When the oldest is due; only when there is one. */
    long oldestDue() {
        return due[oldest];
    }

    /** The place of the oldest; only when there is one. */
    long oldestPlace() {
        return place[oldest];
    }

    /** Only when there is one. When it was the last one, no more memory is held than at first. */
    void removeOldest() {
        unlink(oldest);
        oldest = oldest + 1 & high.length - 1;
        size--;
        if (size == 0 && high.length > FIRST) {
            allocate(FIRST);
        }
    }

    /** Closes the gap, so that whoever had to take a later slot is still found. */
    private void unlink(int row) {
        int gap = home(row);
        while (slots[gap] != row) {
            gap = next(gap);
        }
        for (int slot = next(gap); slots[slot] != NONE; slot = next(slot)) {
            int wanted = home(slots[slot]);
            boolean reachesOverTheGap = (slot - wanted & slots.length - 1) >= (slot - gap & slots.length - 1);
            if (reachesOverTheGap) {
                slots[gap] = slots[slot];
                gap = slot;
            }
        }
        slots[gap] = NONE;
    }

    private void grow() {
        long[][] old = {high, low, due, place};
        int first = oldest;
        int count = size;
        allocate(2 * count);
        long[][] rows = {high, low, due, place};
        for (int column = 0; column < rows.length; column++) {
            System.arraycopy(old[column], first, rows[column], 0, count - first);
            System.arraycopy(old[column], 0, rows[column], count - first, first);
        }
        size = count;
        for (int row = 0; row < count; row++) {
            link(row);
        }
    }

    private void allocate(int rows) {
        high = new long[rows];
        low = new long[rows];
        due = new long[rows];
        place = new long[rows];
        slots = empty(rows);
        oldest = 0;
        size = 0;
    }
}

package dev.baton.ledger;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * How the ledger writes.
 *
 * @param queueCapacity operations that may wait for each writer; one more fails at once
 * @param groupSize most operations in one commit
 * @param writers write connections, each with its own thread; SQLite always has one
 * @param patience how long an operation waits for a database that is away
 * @param groupSizes told the size of every committed group, on the writer's thread
 */
record Tuning(int queueCapacity, int groupSize, int writers, Duration patience, IntConsumer groupSizes) {
    static final Tuning DEFAULT = new Tuning(10_000, 256, 2, Duration.ofSeconds(5), size -> {});

    Tuning withQueueCapacity(int capacity) {
        return new Tuning(capacity, groupSize, writers, patience, groupSizes);
    }

    Tuning withWriters(int number) {
        return new Tuning(queueCapacity, groupSize, number, patience, groupSizes);
    }

    Tuning withGroupSizes(IntConsumer listener) {
        return new Tuning(queueCapacity, groupSize, writers, patience, listener);
    }

    Tuning withPatience(Duration longest) {
        return new Tuning(queueCapacity, groupSize, writers, longest, groupSizes);
    }
}

package dev.baton.ledger;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * How the ledger writes, and by what it times what it holds.
 *
 * @param queueCapacity operations that may wait for each writer; one more fails at once
 * @param groupSize most operations in one commit
 * @param writers write connections, each with its own thread; SQLite always has one
 * @param patience how long an operation waits for a database that is away
 * @param groupSizes told the size of every committed group, on the writer's thread
 * @param timers how long a target may keep a handover without a word
 */
record Tuning(int queueCapacity, int groupSize, int writers, Duration patience, IntConsumer groupSizes, Timers timers) {
    static final Tuning DEFAULT = new Tuning(10_000, 256, 2, Duration.ofSeconds(5), size -> {}, Timers.NONE);

    Tuning withQueueCapacity(int capacity) {
        return new Tuning(capacity, groupSize, writers, patience, groupSizes, timers);
    }

    Tuning withWriters(int number) {
        return new Tuning(queueCapacity, groupSize, number, patience, groupSizes, timers);
    }

    Tuning withGroupSizes(IntConsumer listener) {
        return new Tuning(queueCapacity, groupSize, writers, patience, listener, timers);
    }

    Tuning withPatience(Duration longest) {
        return new Tuning(queueCapacity, groupSize, writers, longest, groupSizes, timers);
    }

    Tuning withTimers(Timers others) {
        return new Tuning(queueCapacity, groupSize, writers, patience, groupSizes, others);
    }
}

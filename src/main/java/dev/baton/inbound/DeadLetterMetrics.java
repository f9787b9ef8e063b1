package dev.baton.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what was done about dead letters. */
public final class DeadLetterMetrics {

    private final Counter replayed;
    private final Counter discarded;

    public DeadLetterMetrics(MeterRegistry registry) {
        this.replayed = Counter.builder("handover.dead.letters.replayed")
                .description("Failed handovers that were given to a target once more")
                .register(registry);
        this.discarded = Counter.builder("handover.dead.letters.discarded")
                .description("Failed handovers that were given up")
                .register(registry);
    }

    void replayed() {
        replayed.increment();
    }

    void discarded() {
        discarded.increment();
    }
}

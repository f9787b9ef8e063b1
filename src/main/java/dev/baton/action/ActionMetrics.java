package dev.baton.action;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what became of each try. The labels are words of ours. */
final class ActionMetrics {

    private final MeterRegistry registry;

    ActionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    enum Outcome {
        DONE,
        RETRIED,
        /** Passed on to the next target. */
        NEXT,
        /** Given up: somebody has to look. */
        FAILED,
        SKIPPED
    }

    void count(String type, Outcome outcome) {
        Counter.builder("handover.actions")
                .description("Tries to do what was to be done beside handovers")
                .tag("type", type)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }
}

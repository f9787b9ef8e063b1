package dev.baton.action;

import dev.baton.handover.ActionType;
import dev.baton.ledger.TaskQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what became of each try. The labels are words of ours. */
final class ActionMetrics {

    private final MeterRegistry registry;

    ActionMetrics(MeterRegistry registry) {
        this.registry = registry;
        // Known from the start, so that the first of them is seen as a rise.
        for (ActionType type : ActionType.values()) {
            counter(type.wireName(), Outcome.FAILED);
        }
        counter(TaskQueue.UNDO, Outcome.FAILED);
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
        counter(type, outcome).increment();
    }

    private Counter counter(String type, Outcome outcome) {
        return Counter.builder("handover.actions")
                .description("Tries to do what was to be done beside handovers")
                .tag("type", type)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}

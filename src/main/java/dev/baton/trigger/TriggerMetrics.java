package dev.baton.trigger;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what fired. Both labels are names of the installation or of this code, never a bot's. */
public final class TriggerMetrics {

    private final MeterRegistry registry;

    public TriggerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void fired(String step, String trigger) {
        registry.counter("handover.triggers", "step", step, "trigger", trigger).increment();
    }
}

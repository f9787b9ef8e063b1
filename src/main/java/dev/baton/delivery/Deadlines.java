package dev.baton.delivery;

import dev.baton.handover.Handover;
import dev.baton.target.Step;
import dev.baton.target.Targets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** How long after its request a handover may be tried again: what its step says, or what the gateway says. */
public final class Deadlines implements Function<Handover, Duration> {

    private final Supplier<Targets> configuration;
    private final Duration otherwise;

    public Deadlines(Supplier<Targets> configuration, Duration otherwise) {
        this.configuration = configuration;
        this.otherwise = otherwise;
    }

    @Override
    public Duration apply(Handover handover) {
        Step step = handover.step() == null ? null : configuration.get().steps().get(handover.step());
        return step == null || step.deadline() == null ? otherwise : step.deadline();
    }
}

package dev.baton.inbound;

import dev.baton.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what became of the requests to hand over. The results are words of this code, never of a request. */
public final class InboundMetrics {

    private final MeterRegistry registry;

    public InboundMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param result {@code accepted}, {@code replayed}, {@code dry_run} or the name of a problem */
    public void answered(String result) {
        registry.counter("handover.requests", "result", result).increment();
    }

    /** Also told by the front door, which refuses what never reaches the route. */
    public void refused(ProblemType type) {
        answered(type.name().toLowerCase(Locale.ROOT));
    }
}

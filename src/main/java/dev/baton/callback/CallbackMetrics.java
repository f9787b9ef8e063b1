package dev.baton.callback;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts what became of each attempt to tell an event. The labels are words of ours and names of configured clients. */
final class CallbackMetrics {

    private final MeterRegistry registry;

    CallbackMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    enum Outcome {
        DELIVERED,
        RETRIED,
        GAVE_UP,
        /** Not sent: the address is not allowed, or no more. */
        REFUSED,
        /** The client's server wants no more of this handover. */
        STOPPED
    }

    void count(Outcome outcome, String client, Duration took) {
        Timer.builder("handover.callback")
                .description("Attempts to tell a client of an event")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .tag("client", client)
                .register(registry)
                .record(took);
    }
}

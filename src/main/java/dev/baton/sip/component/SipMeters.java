package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.SipCounts;
import dev.baton.sip.forward.SipStack;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.policy.Refusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The numbers of a component; none without a registry. Labels come out of configurations only. Thread-safe. */
final class SipMeters implements AutoCloseable {

    private final @Nullable MeterRegistry registry;
    private final List<Meter> bound = new ArrayList<>();

    SipMeters(@Nullable MeterRegistry registry) {
        this.registry = registry;
    }

    synchronized void bind(SipStack stack) {
        gauge(stack, "forward", SipCounts::pendingForwards);
        gauge(stack, "redirect", SipCounts::pendingRedirects);
        counter(stack, "sip.retransmissions", "Requests of ours that were sent again", SipCounts::retransmissions);
        counter(
                stack,
                "sip.authentication.failures",
                "Credentials of ours that were refused",
                SipCounts::authenticationFailures);
        counter(stack, "sip.parse.errors", "Messages that could not be read", SipCounts::parseErrors);
        counter(stack, "sip.dropped", "Messages above the rate of their source", SipCounts::dropped);
        counter(stack, "sip.reports.stray", "NOTIFYs that belong to no forward", SipCounts::strayReports);
    }

    private void gauge(SipStack stack, String kind, ToDoubleFunction<SipCounts> value) {
        if (registry != null) {
            bound.add(Gauge.builder("sip.pending", stack, of -> value.applyAsDouble(of.counts()))
                    .description("What has not ended")
                    .tag("kind", kind)
                    .register(registry));
        }
    }

    private void counter(SipStack stack, String name, String description, ToDoubleFunction<SipCounts> value) {
        if (registry != null) {
            bound.add(FunctionCounter.builder(name, stack, of -> value.applyAsDouble(of.counts()))
                    .description(description)
                    .register(registry));
        }
    }

    /** @return what {@link #unbind} takes */
    synchronized @Nullable Meter peer(SipStack stack, String target, SipUri peer) {
        if (registry == null) {
            return null;
        }
        Meter meter = Gauge.builder("sip.peers.up", stack, of -> isUp(of, peer))
                .description("1 when the peer answers OPTIONS")
                .tag("target", target)
                .tag("peer", peer.host())
                .register(registry);
        bound.add(meter);
        return meter;
    }

    private static double isUp(SipStack stack, SipUri peer) {
        return stack.peers().stream().anyMatch(state -> state.peer().equals(peer) && state.up()) ? 1 : 0;
    }

    synchronized void unbind(@Nullable Meter meter) {
        if (registry != null && meter != null) {
            registry.remove(meter);
            bound.remove(meter);
        }
    }

    void ended(String target, ForwardResult result) {
        if (registry != null) {
            Timer.builder("sip.refer")
                    .description("Forwards, from the first REFER to their end")
                    .tag("target", target)
                    .tag("outcome", result.outcome().label())
                    .register(registry)
                    .record(result.took());
        }
    }

    void refused(String target, Refusal refusal) {
        if (registry != null) {
            registry.counter("sip.refused", "target", target, "reason", refusal.label())
                    .increment();
        }
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            bound.forEach(registry::remove);
        }
        bound.clear();
    }
}

package dev.baton.delivery;

import dev.baton.conversation.ConversationMetrics;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What deliveries came to, and how long they took. Label values come from configuration and from this code only. */
public final class DeliveryMetrics {

    private static final String BY_TARGET = "target";

    private final MeterRegistry registry;
    private final ConversationMetrics conversations;

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.conversations = new ConversationMetrics(registry);
    }

    /** Takes away everything measured about a target that is gone. */
    public void forget(String target) {
        conversations.forget(target);
        for (String name : List.of(
                "handover.deliveries",
                "handover.delivery",
                "handover.lane",
                "handover.target.events",
                "handover.availability",
                "handover.availability.probe")) {
            registry.find(name).tag("target", target).meters().forEach(registry::remove);
        }
    }

    /** @param outcome a state, or the class of a failure */
    void delivered(Handover handover, String outcome) {
        Counter.builder("handover.deliveries")
                .description("Deliveries by target, channel and outcome")
                .tag("target", handover.target())
                .tag("channel", handover.channel().wireName())
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** A target's own word of the end. */
    void ended(Handover handover, HandoverState state) {
        if (state == HandoverState.RETURNED) {
            conversations.returned(handover.target(), BY_TARGET);
        } else if (state == HandoverState.COMPLETED) {
            conversations.completed(handover.target(), BY_TARGET);
        } else if (state == HandoverState.CANCELLED) {
            conversations.cancelled(handover.target(), BY_TARGET);
        }
    }

    /** @return the lane, which is measured as long as somebody else holds it */
    Lane lane(String target, Lane lane) {
        lane(target, "running", lane, Lane::running);
        lane(target, "waiting", lane, Lane::waiting);
        return lane;
    }

    private void lane(String target, String state, Lane lane, ToDoubleFunction<Lane> size) {
        Gauge.builder("handover.lane", lane, size)
                .description("Deliveries under way to a target, and those that wait in memory behind them")
                .tag("target", target)
                .tag("state", state)
                .register(registry);
    }

    /** @param outcome moved, unchanged, unknown, ignored, unmapped or refused */
    void event(String target, String outcome) {
        Counter.builder("handover.target.events")
                .description("What became of the events that targets sent")
                .tag("target", target)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** @param answer open, closed or unknown */
    void asked(Handover handover, String answer) {
        Counter.builder("handover.availability")
                .description("Handovers by whether anybody was there at the target")
                .tag("target", handover.target())
                .tag("answer", answer)
                .register(registry)
                .increment();
    }

    void took(Handover handover, long nanos) {
        Timer.builder("handover.delivery")
                .description("From the start of a delivery until its outcome is known")
                .tag("target", handover.target())
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}

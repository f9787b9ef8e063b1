package dev.baton.conversation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts how conversations come back to bots. Label values come from configuration and from this code only. */
public final class ConversationMetrics {

    private static final String TARGET = "target";

    private final MeterRegistry registry;

    public ConversationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Takes away everything measured about a target that is gone. */
    public void forget(String target) {
        for (String name : List.of(
                "handover.returned", "handover.completed", "handover.cancelled", "handover.expired", "handover.feedback")) {
            registry.find(name).tag(TARGET, target).meters().forEach(registry::remove);
        }
    }

    /** @param by agent, customer, bot, operator or target */
    public void returned(String target, String by) {
        count("handover.returned", "Handovers that came back to the bot", target, "by", by);
    }

    /** @param by as of {@link #returned} */
    public void completed(String target, String by) {
        count("handover.completed", "Handovers that a human brought to an end", target, "by", by);
    }

    /** @param by as of {@link #returned} */
    public void cancelled(String target, String by) {
        count("handover.cancelled", "Handovers that nobody wanted any more", target, "by", by);
    }

    /** @param code as of {@link dev.baton.ledger.Expiry} */
    public void expired(String target, String code) {
        count("handover.expired", "Handovers that the target let lie", target, "code", code);
    }

    /** @param about bot or agent */
    public void feedback(String target, String about) {
        count("handover.feedback", "What customers and agents said", target, "about", about);
    }

    public void paused() {
        registry.counter("handover.bot.paused").increment();
    }

    public void resumed() {
        registry.counter("handover.bot.resumed").increment();
    }

    private void count(String name, String description, String target, String label, String value) {
        Counter.builder(name)
                .description(description)
                .tag(TARGET, target)
                .tag(label, value)
                .register(registry)
                .increment();
    }
}

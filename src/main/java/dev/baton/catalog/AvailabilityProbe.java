package dev.baton.catalog;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Network;
import dev.baton.connector.TargetContext;
import dev.baton.target.AskPolicy;
import dev.baton.vendor.Failures;
import dev.baton.vendor.VendorHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one version of a target whether anybody is there. However many want to know, one question is under way at a time
 * and its answer is kept for a while; who waits for it waits for a bounded time. Safe for all threads.
 */
final class AvailabilityProbe implements AutoCloseable {

    private static final int MAX_ANSWER_BYTES = 1024 * 1024;

    private final ActiveTarget target;
    private final AskPolicy policy;
    private final TargetContext context;
    private final Clock clock;
    private final MeterRegistry meters;
    private @Nullable Presence last;
    /** As {@link System#nanoTime()}: an answer grows old however the clock is set. */
    private long lastAt;

    private @Nullable Question open;

    private AvailabilityProbe(
            ActiveTarget target, AskPolicy policy, TargetContext context, Clock clock, MeterRegistry meters) {
        this.target = target;
        this.policy = policy;
        this.context = context;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @return null when the target is not to be asked
     * @throws dev.baton.source.SourceException when the calls cannot be built
     */
    static @Nullable AvailabilityProbe of(ActiveTarget target, Clock clock, MeterRegistry meters, Network network) {
        AskPolicy policy = target.definition().availability();
        if (policy == null || target.connector().availability() == null) {
            return null;
        }
        int millis = Math.toIntExact(policy.within().toMillis());
        VendorHttp.Limits limits = new VendorHttp.Limits(1, millis, millis, millis, MAX_ANSWER_BYTES);
        ActiveTarget asked =
                new ActiveTarget(target.definition(), target.connector().availability());
        TargetContext context = TargetContext.build(asked, limits, clock, network);
        return new AvailabilityProbe(asked, policy, context, clock, meters);
    }

    /** What is known, asked for when it is too old; unknown when no answer comes in time. */
    Presence presence() throws InterruptedException {
        Question question;
        synchronized (this) {
            if (last != null && System.nanoTime() - lastAt < policy.keepFor().toNanos()) {
                return last;
            }
            if (open == null) {
                open = new Question(System.nanoTime() + policy.within().toNanos());
                Thread asker = new Thread(this::answer, "availability-" + target.name());
                asker.setDaemon(true);
                asker.start();
            }
            question = open;
        }
        return await(question);
    }

    /** The last answer, however old. */
    synchronized @Nullable Presence last() {
        return last;
    }

    List<String> tokens() {
        return context.tokens().known();
    }

    private Presence await(Question question) throws InterruptedException {
        try {
            return question.answer().get(question.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Presence.unknown("slow", clock.instant());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer() {
        long began = System.nanoTime();
        Presence presence = Presence.unknown("failed", clock.instant());
        try {
            presence = ask();
        } finally {
            // Whatever happened: who comes next must be able to ask again.
            settle(presence);
            Timer.builder("handover.availability.probe")
                    .description("How long targets take to say whether anybody is there")
                    .tag("target", target.name())
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void settle(Presence presence) {
        Question answered;
        synchronized (this) {
            last = presence;
            lastAt = System.nanoTime();
            answered = open;
            open = null;
        }
        if (answered != null) {
            answered.answer().complete(presence);
        }
    }

    private Presence ask() {
        try {
            return Presence.of(context.ask(DeliveryScope.question(target, clock.instant())), clock.instant());
        } catch (Exception e) {
            return Presence.unknown(Failures.classify(e, true).code(), clock.instant());
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** @param deadline as {@link System#nanoTime()}, after which nobody waits any more */
    private record Question(CompletableFuture<Presence> answer, long deadline) {

        Question(long deadline) {
            this(new CompletableFuture<>(), deadline);
        }
    }
}

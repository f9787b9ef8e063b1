package dev.baton.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.isolation.GrowingPause;
import dev.baton.isolation.Lanes;
import dev.baton.ledger.CallbackQueue;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.vendor.GuardedPost;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The callbacks of one gateway, put together. */
public final class Callbacks implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    private final GuardedPost post;
    private final CallbackRules rules;
    private final CallbackSender sender;

    private Callbacks(GuardedPost post, CallbackRules rules, CallbackSender sender) {
        this.post = post;
        this.rules = rules;
        this.sender = sender;
    }

    /** @param receipts the receipt of a handover as it stands now */
    public static Callbacks open(
            CallbackProperties properties,
            CallbackSecrets secrets,
            Ledger ledger,
            Function<StoredHandover, ObjectNode> receipts,
            MeterRegistry meters,
            Clock clock) {
        GuardedPost post = new GuardedPost(properties.allowedHosts(), properties.limits());
        CallbackRules rules = new CallbackRules(post, secrets);
        Lanes<CallbackQueue.Lane> lanes =
                new Lanes<>(properties.atOnce(), properties.atOncePerHost(), properties.breakerPause());
        breakers(meters, lanes, CircuitBreaker.State.OPEN);
        breakers(meters, lanes, CircuitBreaker.State.HALF_OPEN);
        GrowingPause backoff = new GrowingPause(
                properties.firstPause(), () -> ThreadLocalRandom.current().nextDouble());
        CallbackDelivery delivery = new CallbackDelivery(
                ledger,
                post,
                rules,
                secrets,
                receipts,
                new CallbackDelivery.Patience(backoff, properties.giveUpAfter()),
                new CallbackMetrics(meters),
                clock);
        return new Callbacks(
                post,
                rules,
                new CallbackSender(
                        ledger.callbacks(),
                        delivery,
                        lanes,
                        properties.giveUpAfter(),
                        threads(properties.atOnce()),
                        clock));
    }

    public CallbackRules rules() {
        return rules;
    }

    public CallbackSender sender() {
        return sender;
    }

    @Override
    public void close() throws IOException {
        sender.close();
        post.close();
    }

    private static ThreadPoolExecutor threads(int atOnce) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("callback-");
        factory.setDaemon(true);
        // The lanes let in no more than there are threads; the queue is for those that are just finishing.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2 * atOnce), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static void breakers(MeterRegistry meters, Lanes<CallbackQueue.Lane> lanes, CircuitBreaker.State state) {
        Gauge.builder("handover.callback.breakers", lanes, known -> known.count(state))
                .description(
                        "Callback addresses that keep failing, by client and host: left alone, or just tried again")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .strongReference(true)
                .register(meters);
    }
}

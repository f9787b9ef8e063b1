package dev.baton.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.CallbackQueue;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.vendor.GuardedPost;
import dev.baton.worker.Lanes;
import dev.baton.worker.QueueWorker;
import dev.baton.worker.WorkerLimits;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;

/** The callbacks of one gateway, put together. */
public final class Callbacks implements AutoCloseable {

    private final GuardedPost post;
    private final CallbackRules rules;
    private final QueueWorker<CallbackQueue.Lane, CallbackQueue.Due> worker;

    private Callbacks(
            GuardedPost post, CallbackRules rules, QueueWorker<CallbackQueue.Lane, CallbackQueue.Due> worker) {
        this.post = post;
        this.rules = rules;
        this.worker = worker;
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
        WorkerLimits limits = properties.worker();
        Lanes<CallbackQueue.Lane> lanes = limits.lanes();
        breakers(meters, lanes, CircuitBreaker.State.OPEN);
        breakers(meters, lanes, CircuitBreaker.State.HALF_OPEN);
        CallbackDelivery delivery = new CallbackDelivery(
                ledger, post, rules, secrets, receipts, limits.patience(), new CallbackMetrics(meters), clock);
        CallbackWork work = new CallbackWork(ledger.callbacks(), delivery, post, limits.giveUpAfter());
        return new Callbacks(post, rules, limits.worker(work, lanes, "callback-", clock));
    }

    public CallbackRules rules() {
        return rules;
    }

    public QueueWorker<CallbackQueue.Lane, CallbackQueue.Due> worker() {
        return worker;
    }

    @Override
    public void close() throws IOException {
        worker.close();
        post.close();
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

package dev.baton.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.callback.CallbackMetrics.Outcome;
import dev.baton.handover.HandoverEvent;
import dev.baton.ledger.CallbackQueue;
import dev.baton.ledger.CallbackQueue.Due;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.vendor.GuardedPost;
import dev.baton.vendor.GuardedPost.Result;
import dev.baton.worker.Patience;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the next event of one handover, once, and writes down what came of it. */
final class CallbackDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackDelivery.class);
    private static final Duration NOT_NOW = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final GuardedPost post;
    private final CallbackRules rules;
    private final CallbackSecrets secrets;
    private final Function<StoredHandover, ObjectNode> receipts;
    private final Patience patience;
    private final CallbackMetrics metrics;
    private final Clock clock;

    /** @param patience with one event; what is too old is told no more */
    CallbackDelivery(
            Ledger ledger,
            GuardedPost post,
            CallbackRules rules,
            CallbackSecrets secrets,
            Function<StoredHandover, ObjectNode> receipts,
            Patience patience,
            CallbackMetrics metrics,
            Clock clock) {
        this.ledger = ledger;
        this.post = post;
        this.rules = rules;
        this.secrets = secrets;
        this.receipts = receipts;
        this.patience = patience;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The ledger's answers are waited for, so that the lane is not left before they are on disk. */
    void tell(Due due, CircuitBreaker breaker) {
        Optional<StoredHandover> stored = ledger.find(due.lane().client(), due.handoverId());
        List<HandoverEvent> left = ledger.history(due.handoverId()).stream()
                .filter(event -> event.sequence() >= due.nextSequence())
                .toList();
        if (stored.isEmpty() || left.isEmpty()) {
            queue().end(due).join();
            return;
        }
        Optional<HandoverEvent> wanted = left.stream()
                .filter(event ->
                        CallbackBody.isWanted(event, stored.get().handover().message()))
                .findFirst();
        if (wanted.isEmpty()) {
            goOn(due, left.get(left.size() - 1));
        } else if (patience.isOver(wanted.get().at(), clock.instant())) {
            giveUp(due, wanted.get(), "nobody took it for " + patience.giveUpAfter());
        } else {
            tell(due, stored.get(), wanted.get(), breaker);
        }
    }

    private void tell(Due due, StoredHandover stored, HandoverEvent event, CircuitBreaker breaker) {
        var refusal = rules.refusal(due.lane().client(), stored.handover().message());
        if (refusal.isPresent()) {
            refused(due, event, Outcome.REFUSED, "expected " + refusal.get().expected(), null, Duration.ZERO);
            return;
        }
        if (!breaker.tryAcquirePermission()) {
            queue().again(due, due.attempts(), due.refusals(), clock.instant().plus(NOT_NOW))
                    .join();
            return;
        }
        long began = System.nanoTime();
        Result result = send(stored, event, breaker);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        judge(breaker, result, took);
        record(due, event, result, took);
    }

    private Result send(StoredHandover stored, HandoverEvent event, CircuitBreaker breaker) {
        try {
            CallbackBody body = CallbackBody.of(stored, event, receipts);
            String url =
                    stored.handover().message().path("callback").path("url").asText();
            List<byte[]> keys = secrets.of(stored.handover().client());
            return post.post(
                    url,
                    body.contentType(),
                    WebhookSignature.headers(event.id(), clock.instant(), body.bytes(), keys),
                    body.bytes());
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /** A server that refuses is there; only one that cannot answer, or asks for less, is left alone. */
    private static void judge(CircuitBreaker breaker, Result result, Duration took) {
        if (result instanceof Result.Forbidden) {
            breaker.releasePermission();
        } else if (result instanceof Result.Answered answered && answered.status() < 500 && answered.status() != 429) {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new CallbackFailedException());
        }
    }

    private void record(Due due, HandoverEvent event, Result result, Duration took) {
        if (result instanceof Result.Answered answered) {
            answered(due, event, answered, took);
        } else if (result instanceof Result.Forbidden) {
            refused(due, event, Outcome.REFUSED, "its host leads into a private network", null, took);
        } else if (result instanceof Result.Unanswered unanswered) {
            LOG.debug("Callback {} was not answered: {}", event.id(), unanswered.reason());
            again(due, Outcome.RETRIED, due.refusals(), null, took);
        }
    }

    private void answered(Due due, HandoverEvent event, Result.Answered answer, Duration took) {
        int status = answer.status();
        if (status / 100 == 2) {
            metrics.count(Outcome.DELIVERED, due.lane().client(), took);
            goOn(due, event);
        } else if (status == 410) {
            metrics.count(Outcome.STOPPED, due.lane().client(), took);
            LOG.info(
                    "The client {} wants no more callbacks of {} (410)",
                    due.lane().client(),
                    due.handoverId());
            queue().end(due).join();
        } else if (status >= 300 && status < 500 && status != 408 && status != 425 && status != 429) {
            refused(due, event, Outcome.RETRIED, "the client's server answers " + status, answer.retryAfter(), took);
        } else {
            again(due, Outcome.RETRIED, due.refusals(), answer.retryAfter(), took);
        }
    }

    private void refused(
            Due due, HandoverEvent event, Outcome outcome, String why, @Nullable Duration retryAfter, Duration took) {
        if (patience.isExhaustedBy(due.refusals() + 1)) {
            giveUp(due, event, why + ", " + Patience.MOST_REFUSALS + " times");
        } else {
            again(due, outcome, due.refusals() + 1, retryAfter, took);
        }
    }

    private void again(Due due, Outcome outcome, int refusals, @Nullable Duration retryAfter, Duration took) {
        metrics.count(outcome, due.lane().client(), took);
        int attempts = due.attempts() + 1;
        Instant at = patience.next(clock.instant(), attempts, retryAfter);
        queue().again(due, attempts, refusals, at).join();
    }

    private void giveUp(Due due, HandoverEvent event, String why) {
        metrics.count(Outcome.GAVE_UP, due.lane().client(), Duration.ZERO);
        LOG.warn(
                "Gave up the callback {} ({}) of client {} to {}: {}. The client can still ask for"
                        + " GET /handovers/{}. The operator and the bot author look at the address.",
                event.id(),
                event.state().wireName(),
                due.lane().client(),
                due.lane().origin(),
                why,
                due.handoverId());
        goOn(due, event);
    }

    private void goOn(Due due, HandoverEvent told) {
        // Also after the end: the bot's pause may be over later.
        queue().told(due, told.sequence() + 1, clock.instant()).join();
    }

    private CallbackQueue queue() {
        return ledger.callbacks();
    }
}

package dev.baton.sip.transaction;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.Origin;
import dev.baton.sip.transport.SipTransport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of others, each handled once. Thread-safe. */
final class ServerTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTransactions.class);

    private final Supplier<SipTransport> transport;
    private final TransactionSettings settings;
    private final Timers timers;
    private final Dispatcher dispatcher;
    private final Map<Fingerprint, ServerTransaction> pending = new ConcurrentHashMap<>();
    /** Over UDP, until Timer J. */
    private final Recent answered;

    ServerTransactions(
            Supplier<SipTransport> transport, TransactionSettings settings, Timers timers, Dispatcher dispatcher) {
        this.transport = transport;
        this.settings = settings;
        this.timers = timers;
        this.dispatcher = dispatcher;
        this.answered = new Recent(timers, settings.timeout(), settings.maxServer());
    }

    int size() {
        return pending.size() + answered.size();
    }

    void received(SipRequest request, Origin origin) {
        Fingerprint key = Fingerprint.ofServer(request);
        ServerTransaction known = pending.get(key);
        if (request.isMethod("ACK")) {
            if (known != null) {
                known.acknowledged();
            }
        } else if (known != null) {
            known.repeated();
        } else if (!isAnsweredAgain(key, request, origin)) {
            // A late copy of a request that was forgotten is handled again; better than to refuse a new one.
            if (size() >= settings.maxServer() && !answered.forgetOldest()) {
                SipResponse busy = SipResponse.to(request, 503, Ids.random()).with("Retry-After", "5");
                CompletableFuture<Void> unused = transport.get().reply(busy, origin);
            } else {
                begin(key, request, origin);
            }
        }
    }

    private boolean isAnsweredAgain(Fingerprint key, SipRequest request, Origin origin) {
        byte[] answer = answered.answer(key);
        if (answer == null) {
            return false;
        }
        transport.get().reply(answer, request.via().orElseThrow(), origin);
        return true;
    }

    private void begin(Fingerprint key, SipRequest request, Origin origin) {
        ServerTransaction cancelled = request.isMethod("CANCEL") ? pending.get(Fingerprint.cancelled(request)) : null;
        ServerRequest received = new ServerRequest(request, origin, toTag(request, cancelled));
        ServerTransaction transaction = transaction(key, received);
        ServerTransaction raced = pending.putIfAbsent(key, transaction);
        if (raced != null) {
            raced.repeated();
        } else if (answered.has(key)) {
            // A copy on another thread was faster, and is over.
            pending.remove(key);
        } else if (request.isMethod("CANCEL")) {
            transaction.answer(received.answer(cancelled == null ? 481 : 200));
            if (cancelled != null) {
                cancelled.cancelled();
            }
        } else {
            handle(transaction, received);
        }
    }

    private static String toTag(SipRequest request, @Nullable ServerTransaction cancelled) {
        return cancelled == null ? request.to().tag().orElseGet(Ids::random) : cancelled.toTag();
    }

    private ServerTransaction transaction(Fingerprint key, ServerRequest received) {
        Runnable ended = () -> pending.remove(key);
        return received.request().isMethod("INVITE")
                ? new InviteServerTransaction(transport.get(), settings, timers, received, ended)
                : new NonInviteServerTransaction(
                        transport.get(), settings, timers, received, answer -> answered.add(key, answer), ended);
    }

    private void handle(ServerTransaction transaction, ServerRequest received) {
        CompletableFuture<SipResponse> answer = dispatcher.handle(received).toCompletableFuture();
        if (!answer.isDone()) {
            transaction.waitFor(answer);
        }
        CompletableFuture<SipResponse> answering = answer.whenComplete((response, failure) -> {
            if (failure == null) {
                transaction.answer(response);
            } else if (!transaction.isOver()) {
                LOG.error("a {} request was not handled", received.request().method(), failure);
                transaction.answer(received.answer(500));
            }
        });
    }
}

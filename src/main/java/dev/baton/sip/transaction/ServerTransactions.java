package dev.baton.sip.transaction;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipWriter;
import dev.baton.sip.transport.Origin;
import dev.baton.sip.transport.SipTransport;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of others, each handled once. Thread-safe. */
final class ServerTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTransactions.class);

    private final Supplier<SipTransport> transport;
    private final TransactionSettings settings;
    private final Timers timers;
    private final Dispatcher dispatcher;
    private final Map<ServerKey, ServerTransaction> pending = new ConcurrentHashMap<>();
    /** The oldest first. */
    private final Queue<ServerKey> answered = new ConcurrentLinkedQueue<>();

    ServerTransactions(
            Supplier<SipTransport> transport, TransactionSettings settings, Timers timers, Dispatcher dispatcher) {
        this.transport = transport;
        this.settings = settings;
        this.timers = timers;
        this.dispatcher = dispatcher;
    }

    int size() {
        return pending.size();
    }

    void received(SipRequest request, Origin origin) {
        ServerKey key = ServerKey.of(request);
        ServerTransaction known = pending.get(key);
        if (request.isMethod("ACK")) {
            if (known != null) {
                known.acknowledged();
            }
        } else if (known != null) {
            known.repeated();
        } else if (pending.size() >= settings.maxServer() && !forgetOldest()) {
            SipResponse busy = SipResponse.to(request, 503, Ids.random()).with("Retry-After", "5");
            CompletableFuture<Void> unused = transport.get().reply(busy, origin);
        } else {
            begin(key, request, origin);
        }
    }

    /** A late copy of a request that was forgotten is handled again; better than to refuse a new one. */
    private boolean forgetOldest() {
        ServerKey oldest = answered.poll();
        ServerTransaction forgotten = oldest == null ? null : pending.get(oldest);
        if (forgotten != null) {
            forgotten.forget();
        }
        return forgotten != null;
    }

    private void begin(ServerKey key, SipRequest request, Origin origin) {
        ServerTransaction cancelled = request.isMethod("CANCEL") ? pending.get(ServerKey.cancelled(request)) : null;
        String toTag = cancelled == null ? Ids.random() : cancelled.toTag();
        ServerRequest received = new ServerRequest(request, origin, toTag);
        ServerTransaction transaction = transaction(key, received);
        ServerTransaction raced = pending.putIfAbsent(key, transaction);
        if (raced != null) {
            raced.repeated();
            return;
        }
        transaction.start();
        if (request.isMethod("CANCEL")) {
            transaction.answer(received.answer(cancelled == null ? 481 : 200));
            if (cancelled != null) {
                cancelled.cancelled();
            }
        } else {
            handle(transaction, received);
        }
    }

    private ServerTransaction transaction(ServerKey key, ServerRequest received) {
        Runnable ended = () -> pending.remove(key);
        return received.request().isMethod("INVITE")
                ? new InviteServerTransaction(transport.get(), settings, timers, received, ended)
                : new NonInviteServerTransaction(
                        transport.get(), settings, timers, received, new Kept(answered, key), ended);
    }

    private void handle(ServerTransaction transaction, ServerRequest received) {
        CompletionStage<SipResponse> answer = dispatcher.handle(received);
        CompletableFuture<Boolean> stopping = transaction
                .handled()
                .whenComplete((ignored, ended) -> answer.toCompletableFuture().cancel(false));
        CompletionStage<SipResponse> answering = answer.whenComplete((response, failure) -> {
            if (failure == null) {
                transaction.answer(writable(response, received));
            } else if (!transaction.handled().isDone()) {
                LOG.error("a {} request was not handled", received.request().method(), failure);
                transaction.answer(received.answer(500));
            }
            // The request and its answer would be kept as long as the transaction is, which remembers what it sent.
            transaction.handled().complete(true);
        });
    }

    /** What a handler put into its answer may be what nobody can write: then at least that is said. */
    private static SipResponse writable(SipResponse response, ServerRequest received) {
        try {
            byte[] unused = SipWriter.write(response);
            return response;
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "the answer to a {} request cannot be written",
                    received.request().method(),
                    e);
            return received.answer(500);
        }
    }
}

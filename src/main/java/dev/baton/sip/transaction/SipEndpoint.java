package dev.baton.sip.transaction;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.Inbound;
import dev.baton.sip.transport.Origin;
import dev.baton.sip.transport.Outgoing;
import dev.baton.sip.transport.SipTransport;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TransportSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends requests and waits for their answers, and answers the requests of others. No INVITE is sent, and no call
 * accepted. Thread-safe; nothing of it blocks, but opening and closing.
 */
public final class SipEndpoint implements AutoCloseable {

    private final TransactionSettings settings;
    private final Timers timers;
    private final Map<Fingerprint, ClientTransaction> pending = new ConcurrentHashMap<>();
    /** Over UDP, until Timer K. What comes for them is dropped, as is what never was; they only count. */
    private final Recent answered;

    private final ServerTransactions servers;
    private final CompletableFuture<SipTransport> transport = new CompletableFuture<>();
    private final LongAdder retransmissions = new LongAdder();

    /**
     * Starts to listen.
     *
     * @param timers not closed by this
     * @param handlers who answers, by method; ACK and CANCEL are answered here. What nobody answers is refused with 405
     *     or 501, a NOTIFY with 481.
     * @throws SipTransportException when a listening point cannot be opened
     */
    public SipEndpoint(
            TransportSettings transportSettings,
            TransactionSettings settings,
            Timers timers,
            Map<String, RequestHandler> handlers)
            throws SipTransportException {
        this.settings = settings;
        this.timers = timers;
        this.answered = new Recent(timers, settings.t4(), settings.maxClient());
        Dispatcher dispatcher = new Dispatcher(handlers, settings.extensions());
        this.servers = new ServerTransactions(transport::join, settings, timers, dispatcher);
        transport.complete(new SipTransport(transportSettings, new Received()));
    }

    /** What carries the messages. */
    public SipTransport transport() {
        return transport.join();
    }

    /**
     * Sends a request, as often as it takes.
     *
     * @param request any but INVITE, ACK and CANCEL, without a Via of ours
     * @return the final answer; fails with {@link TransactionException} or {@link SipTransportException}
     * @throws IllegalArgumentException for another method, or when a part of the request cannot be written
     */
    public CompletionStage<SipResponse> send(SipRequest request, Hop hop) {
        if (List.of("INVITE", "ACK", "CANCEL").contains(request.method())) {
            throw new IllegalArgumentException(
                    "found " + request.method() + ", expected another method: no calls here");
        }
        if (pendingClient() >= settings.maxClient()) {
            return CompletableFuture.failedFuture(new TransactionException(
                    TransactionException.Kind.TOO_MANY, pendingClient() + " requests are waiting already"));
        }
        Outgoing outgoing;
        try {
            outgoing = transport().prepare(request, Ids.branch(), hop);
        } catch (SipTransportException e) {
            return CompletableFuture.failedFuture(e);
        }
        return start(outgoing);
    }

    private CompletionStage<SipResponse> start(Outgoing outgoing) {
        Fingerprint key = Fingerprint.ofClient(outgoing.request());
        ClientTransaction transaction = new ClientTransaction(outgoing, settings, timers, new Sent(key, outgoing));
        pending.put(key, transaction);
        transaction.start();
        return transaction.answer();
    }

    /** How many requests of ours wait for their answer, or for late copies of it. */
    public int pendingClient() {
        return pending.size() + answered.size();
    }

    /** How many requests of others are remembered. */
    public int pendingServer() {
        return servers.size();
    }

    /** How many requests have been sent again so far. */
    public long retransmissions() {
        return retransmissions.sum();
    }

    /** Stops to listen. Who waits for an answer learns that there will be none. */
    @Override
    public void close() {
        transport().close();
        for (ClientTransaction transaction : List.copyOf(pending.values())) {
            transaction.fail(new TransactionException(TransactionException.Kind.CLOSED, "SIP is being shut down"));
        }
    }

    private final class Sent implements ClientTransaction.Owner {

        private final Fingerprint key;
        private final boolean reliably;

        Sent(Fingerprint key, Outgoing outgoing) {
            this.key = key;
            this.reliably = outgoing.transport().isReliable();
        }

        @Override
        public void sentAgain() {
            retransmissions.increment();
        }

        @Override
        public void ended(boolean isAnswered) {
            if (isAnswered && !reliably) {
                answered.add(key);
            }
            pending.remove(key);
        }
    }

    private final class Received implements Inbound {

        @Override
        public void request(SipRequest request, Origin origin) {
            // What is faster than the rest of the constructor comes again.
            if (transport.isDone()) {
                servers.received(request, origin);
            }
        }

        /** What belongs to nothing of ours is dropped. */
        @Override
        public void response(SipResponse response, Origin origin) {
            ClientTransaction transaction = pending.get(Fingerprint.ofClient(response));
            if (transaction != null) {
                transaction.received(response);
            }
        }
    }
}

package dev.baton.sip.transport;

import dev.baton.sip.message.SipRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A request that is ready to be sent, once or, because datagrams get lost, several times. */
public final class Outgoing {

    private final SipRequest request;
    private final TransportType transport;
    private final Supplier<CompletableFuture<Void>> sending;

    Outgoing(SipRequest request, TransportType transport, Supplier<CompletableFuture<Void>> sending) {
        this.request = request;
        this.transport = transport;
        this.sending = sending;
    }

    /** With its Via. */
    public SipRequest request() {
        return request;
    }

    /** TCP also where UDP was asked for, when the request is too large for it. */
    public TransportType transport() {
        return transport;
    }

    /** Done when it is on its way; fails with {@link SipTransportException}. */
    public CompletableFuture<Void> send() {
        return sending.get();
    }
}

package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.Origin;
import dev.baton.sip.transport.SipTransport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the transactions for requests of others have in common. Its lock is the object itself. */
abstract class ServerTransaction {

    protected final TransactionSettings settings;
    protected final Timers timers;
    private final SipTransport transport;
    private final Origin origin;
    private final String toTag;
    private final Runnable ended;
    private final CompletableFuture<Boolean> handled = new CompletableFuture<>();
    private @Nullable SipResponse last;

    ServerTransaction(
            SipTransport transport,
            TransactionSettings settings,
            Timers timers,
            ServerRequest request,
            Runnable ended) {
        this.transport = transport;
        this.settings = settings;
        this.timers = timers;
        this.origin = request.origin();
        this.toTag = request.toTag();
        this.ended = ended;
    }

    String toTag() {
        return toTag;
    }

    /** Completed when nobody waits for the handler any more: it has answered, or the transaction has ended without it. */
    CompletableFuture<Boolean> handled() {
        return handled;
    }

    abstract void start();

    /** A copy of the request. */
    abstract void repeated();

    /** The final answer. Only the first one counts. */
    abstract void answer(SipResponse response);

    /** Ends it before its time. Only called for other methods than INVITE, after the answer. */
    void forget() {}

    /** Only called for INVITE. */
    void acknowledged() {}

    /** Only called for INVITE. */
    void cancelled() {}

    protected final void send(SipResponse response) {
        synchronized (this) {
            last = response;
        }
        sendLast();
    }

    /** A peer that is gone misses its answer, and asks again if it comes back. */
    protected final void sendLast() {
        SipResponse response;
        synchronized (this) {
            response = last;
        }
        if (response != null) {
            CompletableFuture<Void> unused = transport.reply(response, origin);
        }
    }

    protected final boolean isReliable() {
        return origin.transport().isReliable();
    }

    protected final void ended() {
        ended.run();
        handled.complete(true);
    }
}

package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipWriter;
import dev.baton.sip.transport.SipTransport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the transactions for requests of others have in common. Its lock is the object itself. */
abstract class ServerTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTransaction.class);

    protected final TransactionSettings settings;
    protected final Timers timers;
    protected final ServerRequest request;
    private final SipTransport transport;
    private final Runnable ended;
    private @Nullable CompletableFuture<?> handler;
    private boolean over;

    ServerTransaction(
            SipTransport transport,
            TransactionSettings settings,
            Timers timers,
            ServerRequest request,
            Runnable ended) {
        this.transport = transport;
        this.settings = settings;
        this.timers = timers;
        this.request = request;
        this.ended = ended;
    }

    String toTag() {
        return request.toTag();
    }

    /** There is no answer yet, and this is who will give it. It is cancelled when nobody waits for it any more. */
    final void waitFor(CompletableFuture<?> answer) {
        boolean late;
        synchronized (this) {
            late = over;
            handler = late ? null : answer;
        }
        if (late) {
            answer.cancel(false);
        } else {
            startWaiting();
        }
    }

    /** Called once, and only when there is no answer yet. */
    abstract void startWaiting();

    /** A copy of the request. */
    abstract void repeated();

    /** The final answer. Only the first one counts. */
    abstract void answer(SipResponse response);

    /** Only called for INVITE. */
    void acknowledged() {}

    /** Only called for INVITE. */
    void cancelled() {}

    /** What a handler put into its answer may be what nobody can write: then at least that is said. */
    protected final byte[] written(SipResponse response) {
        try {
            return SipWriter.write(response);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "the answer to a {} request cannot be written",
                    request.request().method(),
                    e);
            return SipWriter.write(request.answer(500));
        }
    }

    /** A peer that is gone misses its answer, and asks again if it comes back. */
    protected final void send(byte[] answer) {
        transport.reply(answer, request.request().via().orElseThrow(), request.origin());
    }

    protected final boolean isReliable() {
        return request.origin().transport().isReliable();
    }

    protected final synchronized boolean isOver() {
        return over;
    }

    /** Nobody waits for the handler any more. */
    protected final void settled() {
        CompletableFuture<?> late;
        synchronized (this) {
            over = true;
            late = handler;
            handler = null;
        }
        if (late != null) {
            late.cancel(false);
        }
    }

    protected final void ended() {
        ended.run();
        settled();
    }
}

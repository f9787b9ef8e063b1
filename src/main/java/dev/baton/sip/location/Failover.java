package dev.baton.sip.location;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transaction.TransactionException;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.SipTransportException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Tries one hop after the other, RFC 3263 section 4.3: each a transaction of its own, with the same Call-ID and CSeq. */
public final class Failover {

    private static final int SERVICE_UNAVAILABLE = 503;

    private final BiFunction<SipRequest, Hop, CompletionStage<SipResponse>> sending;
    private final boolean repeatable;

    /**
     * @param sending such as {@code SipEndpoint::send}
     * @param repeatable whether a request that got no answer is sent to the next hop too. Not with REFER: the first
     *     peer may have acted on it, and a call would be moved twice.
     */
    public Failover(BiFunction<SipRequest, Hop, CompletionStage<SipResponse>> sending, boolean repeatable) {
        this.sending = sending;
        this.repeatable = repeatable;
    }

    /**
     * @param hops at least one
     * @return the answer of the first hop that is there and not overloaded, or what became of the last one
     */
    public CompletionStage<SipResponse> send(SipRequest request, List<Hop> hops) {
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("found no hop, expected one or more");
        }
        return sending.apply(request, hops.get(0))
                .handle((response, failure) -> {
                    if (hops.size() > 1 && isForNext(response, failure)) {
                        return send(request, hops.subList(1, hops.size()));
                    }
                    return failure == null
                            ? CompletableFuture.completedFuture(response)
                            : CompletableFuture.<SipResponse>failedFuture(cause(failure));
                })
                .thenCompose(next -> next);
    }

    private boolean isForNext(@Nullable SipResponse response, @Nullable Throwable failure) {
        if (failure == null) {
            return response != null && response.status() == SERVICE_UNAVAILABLE;
        }
        Throwable cause = cause(failure);
        return cause instanceof SipTransportException
                || repeatable
                        && cause instanceof TransactionException lost
                        && lost.kind() == TransactionException.Kind.TIMEOUT;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}

package dev.baton.sip.forward;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transaction.Recent;
import dev.baton.sip.transaction.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The forwards that have not ended, and what is reported about them. Thread-safe and bounded. */
final class Forwards {

    /** By an eighth, a report may be later than the first one. */
    private static final int LONGER = 8;

    private static final int SERVER_ERROR = 500;
    private static final int NO_SUBSCRIPTION = 481;
    private static final int BAD_EVENT = 489;

    private final Pace pace;
    private final int most;
    /** Forwards that have ended lately: their peers may still report, and mean no harm. */
    private final Recent gone;

    private final Map<DialogKey, Moving> moving = new ConcurrentHashMap<>();
    private final Set<String> calls = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder strays = new LongAdder();
    private volatile boolean closed;

    Forwards(Pace pace, int most) {
        this.pace = pace;
        this.most = most;
        Duration first = pace.firstReport();
        this.gone = new Recent(pace.timers(), first.plus(first.dividedBy(LONGER)), 2 * most);
    }

    /** @return null when it is refused, of which the listener has been told */
    @Nullable
    Moving begin(Forward forward, DialogKey key, ForwardListener listener) {
        String call = forward.call().callId();
        if (pending.incrementAndGet() > most) {
            pending.decrementAndGet();
            refuse(listener, ForwardOutcome.UNAVAILABLE, most + " forwards are pending already, which is the most");
            return null;
        }
        if (!calls.add(call)) {
            pending.decrementAndGet();
            refuse(listener, ForwardOutcome.UNAVAILABLE, "this call is being moved already");
            return null;
        }
        Moving begun = new Moving(forward, key, listener, pace, () -> over(call, key));
        moving.put(key, begun);
        if (closed) {
            begun.stop("SIP is being shut down");
        }
        return begun;
    }

    private static void refuse(ForwardListener listener, ForwardOutcome outcome, String reason) {
        Told told = new Told(listener);
        told.add(one -> one.ended(new ForwardResult(outcome, 0, 0, reason, Duration.ZERO)));
        told.tell();
    }

    private void over(String call, DialogKey key) {
        Moving ended = moving.get(key);
        if (ended != null && ended.wasSent()) {
            gone.add(key.fingerprint());
        }
        moving.remove(key);
        calls.remove(call);
        pending.decrementAndGet();
    }

    /** Answers at once; what follows from a report is nothing that its sender must wait for. */
    CompletionStage<SipResponse> report(ServerRequest received) {
        return CompletableFuture.completedFuture(take(received));
    }

    private SipResponse take(ServerRequest received) {
        SipRequest notify = received.request();
        DialogKey key = DialogKey.ofInbound(notify);
        Moving meant = moving.get(key);
        if (meant == null) {
            return gone.has(key.fingerprint()) ? received.answer(200) : stray(received);
        }
        if (!meant.belonging().isOfThisRefer(notify)) {
            return stray(received);
        }
        if (!meant.belonging().isFromPeer(received.origin())) {
            // Before the answer, the Contact that may explain it is not known: RFC 6665 lets the peer come again.
            return meant.wasAnswered()
                    ? stray(received)
                    : received.answer(SERVER_ERROR).with("Retry-After", "1");
        }
        try {
            return received.answer(meant.reported(Report.read(notify)) ? 200 : NO_SUBSCRIPTION);
        } catch (UnreadableReport e) {
            return refusal(received, e.status());
        }
    }

    private static SipResponse refusal(ServerRequest received, int status) {
        SipResponse answer = received.answer(status);
        return status == BAD_EVENT ? answer.with("Allow-Events", "refer") : answer.with("Accept", "message/sipfrag");
    }

    private SipResponse stray(ServerRequest received) {
        strays.increment();
        return received.answer(NO_SUBSCRIPTION);
    }

    int pending() {
        return pending.get();
    }

    long strays() {
        return strays.sum();
    }

    /** Whose REFER has left, is told that nobody knows; the others, that nothing has happened. */
    void close() {
        closed = true;
        for (Moving one : List.copyOf(moving.values())) {
            one.stop("SIP is being shut down");
        }
    }
}

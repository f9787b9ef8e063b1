package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.Outgoing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request of ours other than INVITE: the state machine of RFC 3261, section 17.1.2. */
final class ClientTransaction {

    private enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    private final Outgoing outgoing;
    private final TransactionSettings settings;
    private final Timers timers;
    private final Runnable ended;
    private final Runnable retransmitted;
    private final CompletableFuture<SipResponse> answer = new CompletableFuture<>();
    private State state = State.TRYING;
    private Duration interval;
    private Timers.@Nullable Handle timerE;
    private Timers.@Nullable Handle timerFOrK;

    /** @param ended when nothing more can come of it */
    ClientTransaction(
            Outgoing outgoing, TransactionSettings settings, Timers timers, Runnable ended, Runnable retransmitted) {
        this.outgoing = outgoing;
        this.settings = settings;
        this.timers = timers;
        this.ended = ended;
        this.retransmitted = retransmitted;
        this.interval = settings.t1();
    }

    CompletableFuture<SipResponse> answer() {
        return answer;
    }

    void start() {
        synchronized (this) {
            timerFOrK = timers.schedule(settings.timeout(), this::timeOut);
            if (!outgoing.transport().isReliable()) {
                timerE = timers.schedule(interval, this::sendAgain);
            }
        }
        CompletableFuture<Void> unused = outgoing.send().whenComplete((sent, failure) -> {
            if (failure != null) {
                end(failure);
            }
        });
    }

    private void sendAgain() {
        synchronized (this) {
            if (state != State.TRYING && state != State.PROCEEDING) {
                return;
            }
            interval = state == State.PROCEEDING ? settings.t2() : settings.doubled(interval);
            timerE = timers.schedule(interval, this::sendAgain);
        }
        retransmitted.run();
        // When this fails, the first one may still have arrived: an answer may come.
        CompletableFuture<Void> unused = outgoing.send();
    }

    void received(SipResponse response) {
        boolean over;
        synchronized (this) {
            if (state != State.TRYING && state != State.PROCEEDING) {
                return;
            }
            if (response.isProvisional()) {
                state = State.PROCEEDING;
                return;
            }
            cancelTimers();
            over = outgoing.transport().isReliable();
            state = over ? State.TERMINATED : State.COMPLETED;
            if (!over) {
                // Further copies of the answer are taken, and ignored, for this long.
                timerFOrK = timers.schedule(settings.t4(), () -> end(null));
            }
        }
        if (over) {
            ended.run();
        }
        answer.complete(response);
    }

    private void timeOut() {
        end(new TransactionException(
                TransactionException.Kind.TIMEOUT,
                "no final answer within " + settings.timeout().toMillis() + " ms"));
    }

    /** @param failure null when there is an answer already */
    void end(@Nullable Throwable failure) {
        synchronized (this) {
            if (state == State.TERMINATED || state == State.COMPLETED && failure != null) {
                return;
            }
            state = State.TERMINATED;
            cancelTimers();
        }
        ended.run();
        if (failure != null) {
            answer.completeExceptionally(failure);
        }
    }

    private void cancelTimers() {
        if (timerE != null) {
            timerE.cancel();
        }
        if (timerFOrK != null) {
            timerFOrK.cancel();
        }
    }
}

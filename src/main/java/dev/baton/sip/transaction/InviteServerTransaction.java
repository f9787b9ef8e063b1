package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.SipTransport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An INVITE that gets a redirect or a refusal: the state machine of RFC 3261, section 17.2.1, without 2xx. */
final class InviteServerTransaction extends ServerTransaction {

    private static final Duration TRYING_AFTER = Duration.ofMillis(200);

    private enum State {
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        TERMINATED
    }

    private final ServerRequest request;
    private State state = State.PROCEEDING;
    private Duration interval;
    private Timers.@Nullable Handle timerG;
    private Timers.@Nullable Handle deadline;

    InviteServerTransaction(
            SipTransport transport,
            TransactionSettings settings,
            Timers timers,
            ServerRequest request,
            Runnable ended) {
        super(transport, settings, timers, request, ended);
        this.request = request;
        this.interval = settings.t1();
    }

    @Override
    synchronized void start() {
        timerG = timers.schedule(TRYING_AFTER, this::sayTrying);
        deadline = timers.schedule(settings.timeout(), () -> answer(request.answer(500)));
    }

    private void sayTrying() {
        synchronized (this) {
            if (state != State.PROCEEDING) {
                return;
            }
        }
        send(request.answer(100));
    }

    @Override
    void repeated() {
        synchronized (this) {
            if (state == State.CONFIRMED || state == State.TERMINATED) {
                return;
            }
        }
        sendLast();
    }

    @Override
    void answer(SipResponse response) {
        SipResponse last = response.status() < 300 ? request.answer(500) : response;
        synchronized (this) {
            if (state != State.PROCEEDING) {
                return;
            }
            state = State.COMPLETED;
            cancelTimers();
            if (!isReliable()) {
                timerG = timers.schedule(interval, this::sendAgain);
            }
            // Timer H: who does not acknowledge for this long, is gone.
            deadline = timers.schedule(settings.timeout(), this::terminate);
        }
        send(last);
    }

    private void sendAgain() {
        synchronized (this) {
            if (state != State.COMPLETED) {
                return;
            }
            interval = settings.doubled(interval);
            timerG = timers.schedule(interval, this::sendAgain);
        }
        sendLast();
    }

    @Override
    void acknowledged() {
        synchronized (this) {
            if (state != State.COMPLETED) {
                return;
            }
            state = State.CONFIRMED;
            cancelTimers();
            if (!isReliable()) {
                // Timer I: further copies of the ACK are taken for this long.
                deadline = timers.schedule(settings.t4(), this::terminate);
                return;
            }
        }
        terminate();
    }

    @Override
    void cancelled() {
        answer(request.answer(487));
        handled().complete(true);
    }

    private void terminate() {
        synchronized (this) {
            if (state == State.TERMINATED) {
                return;
            }
            state = State.TERMINATED;
            cancelTimers();
        }
        ended();
    }

    private void cancelTimers() {
        if (timerG != null) {
            timerG.cancel();
        }
        if (deadline != null) {
            deadline.cancel();
        }
    }
}

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

    private State state = State.PROCEEDING;
    private byte @Nullable [] last;
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
        this.interval = settings.t1();
    }

    @Override
    synchronized void startWaiting() {
        if (state == State.PROCEEDING) {
            timerG = timers.schedule(TRYING_AFTER, this::sayTrying);
            deadline = timers.schedule(settings.timeout(), () -> answer(request.answer(500)));
        }
    }

    private void sayTrying() {
        byte[] trying = written(request.answer(100));
        synchronized (this) {
            if (state != State.PROCEEDING) {
                return;
            }
            last = trying;
        }
        send(trying);
    }

    @Override
    void repeated() {
        synchronized (this) {
            if (state == State.CONFIRMED || state == State.TERMINATED) {
                return;
            }
        }
        sayAgain();
    }

    @Override
    void answer(SipResponse response) {
        byte[] bytes = written(response.status() < 300 ? request.answer(500) : response);
        synchronized (this) {
            if (state != State.PROCEEDING) {
                return;
            }
            state = State.COMPLETED;
            last = bytes;
            cancelTimers();
            if (!isReliable()) {
                timerG = timers.schedule(interval, this::sendAgain);
            }
            // Timer H: who does not acknowledge for this long, is gone.
            deadline = timers.schedule(settings.timeout(), this::terminate);
        }
        send(bytes);
        settled();
    }

    private void sayAgain() {
        byte[] answer;
        synchronized (this) {
            answer = last;
        }
        if (answer != null) {
            send(answer);
        }
    }

    private void sendAgain() {
        synchronized (this) {
            if (state != State.COMPLETED) {
                return;
            }
            interval = settings.doubled(interval);
            timerG = timers.schedule(interval, this::sendAgain);
        }
        sayAgain();
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

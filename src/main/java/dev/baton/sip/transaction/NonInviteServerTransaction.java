package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.SipTransport;
import org.jspecify.annotations.Nullable;

/** A request of somebody other than INVITE: the state machine of RFC 3261, section 17.2.2. */
final class NonInviteServerTransaction extends ServerTransaction {

    private final Kept kept;
    private boolean answered;
    private Timers.@Nullable Handle deadline;

    /** @param kept where it stays, once it is answered, for copies of the request */
    NonInviteServerTransaction(
            SipTransport transport,
            TransactionSettings settings,
            Timers timers,
            ServerRequest request,
            Kept kept,
            Runnable ended) {
        super(transport, settings, timers, request, ended);
        this.kept = kept;
    }

    /** After this time nobody waits for an answer any more. */
    @Override
    synchronized void start() {
        deadline = timers.schedule(settings.timeout(), this::giveUp);
    }

    private void giveUp() {
        boolean silent;
        synchronized (this) {
            silent = !answered;
            answered = true;
        }
        if (silent) {
            ended();
        }
    }

    @Override
    void repeated() {
        sendLast();
    }

    @Override
    void answer(SipResponse response) {
        synchronized (this) {
            if (answered) {
                return;
            }
            answered = true;
            if (deadline != null) {
                deadline.cancel();
            }
            if (!isReliable()) {
                // Timer J: copies of the request get the same answer for this long.
                deadline = timers.schedule(settings.timeout(), this::expire);
            }
        }
        send(response);
        if (isReliable()) {
            ended();
        } else {
            kept.add();
        }
    }

    private void expire() {
        kept.remove();
        ended();
    }

    @Override
    void forget() {
        synchronized (this) {
            if (deadline != null) {
                deadline.cancel();
            }
        }
        ended();
    }
}

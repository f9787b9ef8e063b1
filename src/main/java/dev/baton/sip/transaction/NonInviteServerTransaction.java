package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.SipTransport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request of somebody other than INVITE: the state machine of RFC 3261, section 17.2.2, up to its final answer. What is
 * left then, that copies of the request get the same answer until Timer J, takes no state machine.
 */
final class NonInviteServerTransaction extends ServerTransaction {

    private final Consumer<byte[]> remembered;
    private boolean answered;
    private Timers.@Nullable Handle deadline;

    /** @param remembered takes the answer that copies of the request shall get; called before it ends, over UDP only */
    NonInviteServerTransaction(
            SipTransport transport,
            TransactionSettings settings,
            Timers timers,
            ServerRequest request,
            Consumer<byte[]> remembered,
            Runnable ended) {
        super(transport, settings, timers, request, ended);
        this.remembered = remembered;
    }

    /** After this time nobody waits for an answer any more. */
    @Override
    synchronized void startWaiting() {
        if (!answered) {
            deadline = timers.schedule(settings.timeout(), this::giveUp);
        }
    }

    private void giveUp() {
        if (isFirst()) {
            ended();
        }
    }

    private synchronized boolean isFirst() {
        boolean first = !answered;
        answered = true;
        if (deadline != null) {
            deadline.cancel();
        }
        return first;
    }

    /** There is nothing to say yet: RFC 3261 wants no 100 here, RFC 4320 forbids it. */
    @Override
    void repeated() {}

    @Override
    void answer(SipResponse response) {
        if (isFirst()) {
            byte[] bytes = written(response);
            if (!isReliable()) {
                remembered.accept(bytes);
            }
            ended();
            send(bytes);
        }
    }
}

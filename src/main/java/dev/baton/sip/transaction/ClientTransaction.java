package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.Outgoing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request of ours other than INVITE: the state machine of RFC 3261, section 17.1.2, up to its final answer. What is left
 * then, to take no notice of further copies of the answer until Timer K, takes no state machine.
 */
final class ClientTransaction {

    /** Who keeps it. */
    interface Owner {

        void sentAgain();

        /** Called once, before anybody learns what became of it. */
        void ended(boolean answered);
    }

    private final Outgoing outgoing;
    private final TransactionSettings settings;
    private final Timers timers;
    private final Owner owner;
    private final CompletableFuture<SipResponse> answer = new CompletableFuture<>();
    private boolean proceeding;
    private boolean over;
    private Duration interval;
    private Duration elapsed = Duration.ZERO;
    private Timers.@Nullable Handle next;

    ClientTransaction(Outgoing outgoing, TransactionSettings settings, Timers timers, Owner owner) {
        this.outgoing = outgoing;
        this.settings = settings;
        this.timers = timers;
        this.owner = owner;
        this.interval = settings.t1();
    }

    CompletableFuture<SipResponse> answer() {
        return answer;
    }

    boolean isReliable() {
        return outgoing.transport().isReliable();
    }

    void start() {
        synchronized (this) {
            schedule();
        }
        CompletableFuture<Void> unused = outgoing.send().whenComplete((sent, failure) -> {
            if (failure != null) {
                fail(failure);
            }
        });
    }

    /** Timer E, or what is left of Timer F when that is less. */
    private void schedule() {
        Duration left = settings.timeout().minus(elapsed);
        Duration wait = isReliable() || left.compareTo(interval) < 0 ? left : interval;
        elapsed = elapsed.plus(wait);
        next = timers.schedule(wait, this::isDue);
    }

    private void isDue() {
        boolean last;
        synchronized (this) {
            if (over) {
                return;
            }
            last = elapsed.compareTo(settings.timeout()) >= 0;
            if (!last) {
                interval = proceeding ? settings.t2() : settings.doubled(interval);
                schedule();
            }
        }
        if (last) {
            fail(new TransactionException(
                    TransactionException.Kind.TIMEOUT,
                    "no final answer within " + settings.timeout().toMillis() + " ms"));
        } else {
            owner.sentAgain();
            // When this fails, the first one may still have arrived: an answer may come.
            CompletableFuture<Void> unused = outgoing.send();
        }
    }

    void received(SipResponse response) {
        if (response.isProvisional()) {
            synchronized (this) {
                proceeding = true;
            }
        } else if (isFirst()) {
            owner.ended(true);
            answer.complete(response);
        }
    }

    /** There will be no answer. */
    void fail(Throwable failure) {
        if (isFirst()) {
            owner.ended(false);
            answer.completeExceptionally(failure);
        }
    }

    private synchronized boolean isFirst() {
        boolean first = !over;
        over = true;
        if (next != null) {
            next.cancel();
        }
        return first;
    }
}

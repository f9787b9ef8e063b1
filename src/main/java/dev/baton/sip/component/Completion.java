package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardOutcome;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Lets an exchange go on, once, on a thread that a route may hold up. Thread-safe. */
final class Completion {

    private final String target;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Executor executor;
    private final AtomicBoolean done = new AtomicBoolean();

    Completion(String target, Exchange exchange, AsyncCallback callback, Executor executor) {
        this.target = target;
        this.exchange = exchange;
        this.callback = callback;
        this.executor = executor;
    }

    boolean isDone() {
        return done.get();
    }

    /** It went as far as the route wants to wait. */
    void succeed(String outcome, int referStatus, int finalStatus, String reason) {
        if (done.compareAndSet(false, true)) {
            run(() -> headers(outcome, referStatus, finalStatus, reason));
        }
    }

    void fail(ForwardOutcome outcome, int referStatus, int finalStatus, String reason) {
        if (done.compareAndSet(false, true)) {
            run(() -> {
                headers(outcome.label(), referStatus, finalStatus, reason);
                exchange.setException(new SipForwardException(target, outcome, referStatus, finalStatus, reason));
            });
        }
    }

    private void headers(String outcome, int referStatus, int finalStatus, String reason) {
        Message message = exchange.getMessage();
        message.setHeader(SipConstants.OUTCOME, outcome);
        message.setHeader(SipConstants.REFER_STATUS, referStatus);
        message.setHeader(SipConstants.FINAL_STATUS, finalStatus);
        message.setHeader(SipConstants.REASON, reason);
    }

    private void run(Runnable change) {
        Runnable rest = () -> {
            change.run();
            callback.done(false);
        };
        try {
            executor.execute(rest);
        } catch (RejectedExecutionException e) {
            // The queue has room for every forward that may be pending, so this is the end of the context: an exchange
            // that never ends would hold it up.
            rest.run();
        }
    }
}

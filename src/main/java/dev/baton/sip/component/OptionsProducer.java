package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack.PeerAnswer;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Asks a peer whether it is there. That it is not is no failure of the exchange. */
final class OptionsProducer extends SipProducer {

    OptionsProducer(SipCallEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    boolean send(Exchange exchange, AsyncCallback callback) {
        endpoint.getComponent().runtime().stack().ask(endpoint.located().uri()).whenComplete((answer, failure) -> {
            Runnable rest = () -> answered(exchange, callback, answer, failure);
            try {
                endpoint.getComponent().runtime().workers().routes().execute(rest);
            } catch (RejectedExecutionException e) {
                // An exchange that never ends would hold the context up when it stops.
                rest.run();
            }
        });
        return false;
    }

    private static void answered(
            Exchange exchange, AsyncCallback callback, @Nullable PeerAnswer answer, @Nullable Throwable failure) {
        Message message = exchange.getMessage();
        if (answer != null) {
            message.setHeader(SipConstants.PEER_UP, answer.there());
            message.setHeader(SipConstants.FINAL_STATUS, answer.status());
            message.setHeader(SipConstants.REASON, answer.reason());
        } else {
            exchange.setException(failure);
        }
        callback.done(false);
    }
}

package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.policy.Attempt;
import dev.baton.sip.policy.Destination;
import dev.baton.sip.policy.ForwardRefusedException;
import dev.baton.sip.policy.Permit;
import io.micrometer.core.instrument.Meter;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** What all producers share: they never wait, and nothing goes out but through the policy. */
abstract class SipProducer extends DefaultAsyncProducer {

    final SipCallEndpoint endpoint;
    private @Nullable Meter peerMeter;
    private @Nullable SipUri watched;
    private @Nullable SipStack watching;
    private @Nullable SipMeters meters;

    SipProducer(SipCallEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SipRuntime runtime = endpoint.getComponent().runtime();
        SipStack stack = runtime.stack();
        // A record that cannot be read stops the start, not the first call.
        runtime.guard();
        if (endpoint.getPeer().isPing()) {
            SipUri peer = endpoint.located().uri();
            stack.watch(peer);
            watched = peer;
            watching = stack;
            meters = runtime.meters();
            peerMeter = meters.peer(stack, endpoint.label(), peer);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (watched != null && watching != null && meters != null) {
            meters.unbind(peerMeter);
            watching.unwatch(watched);
            watched = null;
            watching = null;
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            if (!send(exchange, callback)) {
                return false;
            }
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /**
     * @return whether all is done already; otherwise the callback is called later
     * @throws Exception when nothing was sent, and the callback will not be called
     */
    abstract boolean send(Exchange exchange, AsyncCallback callback) throws Exception;

    Destination destination(String wanted, String callId) throws ForwardRefusedException {
        try {
            return endpoint.dialPlan().resolve(wanted);
        } catch (ForwardRefusedException e) {
            endpoint.getComponent().runtime().guard().refused(endpoint.label(), callId, e.refusal());
            endpoint.getComponent().runtime().meters().refused(endpoint.label(), e.refusal());
            throw e;
        }
    }

    Permit permit(Attempt attempt) throws ForwardRefusedException {
        try {
            return endpoint.getComponent().runtime().guard().acquire(attempt);
        } catch (ForwardRefusedException e) {
            endpoint.getComponent().runtime().meters().refused(endpoint.label(), e.refusal());
            throw e;
        }
    }
}

package dev.baton.sip.component;

import dev.baton.sip.forward.Forward;
import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.policy.Attempt;
import dev.baton.sip.policy.Destination;
import dev.baton.sip.policy.Permit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Moves the call that an exchange names. */
final class ReferProducer extends SipProducer {

    private static final long TIMER_F_MILLIS = 32_000;

    private @Nullable Endpoint progress;

    ReferProducer(SipCallEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        String uri = endpoint.getRefer().getProgress();
        progress = uri == null ? null : endpoint.getCamelContext().getEndpoint(uri);
    }

    @Override
    boolean send(Exchange exchange, AsyncCallback callback) throws Exception {
        CallHeaders headers = new CallHeaders(exchange.getMessage());
        SipReferConfiguration settings = endpoint.getRefer();
        MovedCall call = headers.call(settings.getDialogMode().equals("borrowed"));
        UserToUser uui = headers.uui();
        Destination destination = destination(headers.referTo(), call.callId());
        Context context = Context.of(settings.getContextIn(), destination.uri(), uui);
        Forward forward = new Forward(
                endpoint.label(),
                endpoint.located().uri(),
                endpoint.from(),
                call,
                context.uri(),
                context.headers(),
                endpoint.digest(),
                true,
                Duration.ofMillis(settings.getRingTimeoutMillis()));
        Permit permit = permit(new Attempt(endpoint.label(), endpoint.caps(), destination, call.callId()));
        start(exchange, callback, forward, permit);
        return false;
    }

    private void start(Exchange exchange, AsyncCallback callback, Forward forward, Permit permit) {
        SipRuntime runtime = endpoint.getComponent().runtime();
        SipWorkers workers = runtime.workers();
        Completion completion = new Completion(endpoint.label(), exchange, callback, workers.routes());
        ReferListener listener = new ReferListener(
                completion,
                permit,
                new Progress(
                        workers.template(),
                        workers.events(),
                        progress,
                        endpoint.label(),
                        forward.call().callId()),
                runtime.meters(),
                endpoint.label(),
                endpoint.getRefer().getCompletion().equals("accepted"));
        try {
            runtime.stack().forward(forward, new Both(listener, endpoint.getComponent().observers().ofForward(exchange)));
        } catch (RuntimeException e) {
            permit.release("not-sent", true);
            throw e;
        }
        limit(completion, listener, workers);
    }

    /** The protocol gives up by itself; only who wants it sooner needs a timer. */
    private void limit(Completion completion, ReferListener listener, SipWorkers workers) {
        long millis = endpoint.getRefer().getReceiveTimeoutMillis();
        if (!completion.isDone() && millis < TIMER_F_MILLIS) {
            workers.timer().schedule(listener::waitedLongEnough, millis, TimeUnit.MILLISECONDS);
        }
    }
}

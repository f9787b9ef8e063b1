package dev.baton.sip.component;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.policy.Attempt;
import dev.baton.sip.policy.Destination;
import dev.baton.sip.policy.ForwardRefusedException;
import dev.baton.sip.policy.Permit;
import dev.baton.sip.policy.Refusal;
import dev.baton.sip.transaction.ServerRequest;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 302 to where a route says, when the policy lets it. */
final class RedirectAnswer implements SipCallConsumer.RouteAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(RedirectAnswer.class);
    private static final Set<Refusal> LATER = EnumSet.of(
            Refusal.TOO_MANY_AT_ONCE,
            Refusal.TOO_MANY_PER_MINUTE,
            Refusal.TOO_MANY_TO_THE_NUMBER,
            Refusal.TOO_MANY_TODAY,
            Refusal.NOT_ON_RECORD);

    private final SipCallEndpoint endpoint;

    RedirectAnswer(SipCallEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public SipResponse to(ServerRequest request, Exchange exchange) {
        if (exchange.getException() != null) {
            return request.answer(500);
        }
        Message message = exchange.getMessage();
        String contact = message.getHeader(SipConstants.CONTACT, String.class);
        if (contact == null || contact.isEmpty()) {
            return request.answer(404);
        }
        try {
            return redirect(request, message, contact);
        } catch (ForwardRefusedException e) {
            LOG.warn("Target {}: a call is not redirected: {}", endpoint.label(), e.getMessage());
            return request.answer(LATER.contains(e.refusal()) ? 503 : 403);
        } catch (IncompleteForwardException e) {
            LOG.warn("Target {}: a call is not redirected: {}", endpoint.label(), e.getMessage());
            return request.answer(500);
        }
    }

    private SipResponse redirect(ServerRequest request, Message message, String contact)
            throws ForwardRefusedException, IncompleteForwardException {
        String callId = request.request().callId();
        Destination destination = resolve(contact, callId);
        UserToUser uui = new CallHeaders(message).uui();
        Context context = Context.of(endpoint.getRefer().getContextIn(), destination.uri(), uui);
        Permit permit = permit(new Attempt(endpoint.label(), endpoint.caps(), destination, callId));
        permit.release("redirected", false);
        return request.answer(302).with("Contact", NameAddr.of(context.uri()).toString());
    }

    private Permit permit(Attempt attempt) throws ForwardRefusedException {
        try {
            return endpoint.getComponent().runtime().guard().acquire(attempt);
        } catch (ForwardRefusedException e) {
            endpoint.getComponent().runtime().meters().refused(endpoint.label(), e.refusal());
            throw e;
        }
    }

    private Destination resolve(String contact, @Nullable String callId) throws ForwardRefusedException {
        try {
            return endpoint.dialPlan().resolve(contact);
        } catch (ForwardRefusedException e) {
            endpoint.getComponent().runtime().guard().refused(endpoint.label(), String.valueOf(callId), e.refusal());
            endpoint.getComponent().runtime().meters().refused(endpoint.label(), e.refusal());
            throw e;
        }
    }
}

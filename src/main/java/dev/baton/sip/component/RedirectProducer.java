package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.forward.Redirect;
import dev.baton.sip.policy.Attempt;
import dev.baton.sip.policy.Destination;
import dev.baton.sip.policy.Permit;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Offers to redirect a call that the platform will route to us. */
final class RedirectProducer extends SipProducer {

    RedirectProducer(SipCallEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    boolean send(Exchange exchange, AsyncCallback callback) throws Exception {
        CallHeaders headers = new CallHeaders(exchange.getMessage());
        String given = headers.callId();
        // Without a Call-ID each offer is a call of its own.
        String callId = given == null ? exchange.getExchangeId() : given;
        Destination destination = destination(headers.referTo(), callId);
        String contextIn = endpoint.getRefer().getContextIn();
        if (contextIn.equals("header") && headers.uui() != null) {
            throw new IncompleteForwardException(
                    SipConstants.UUI, "data for a redirect with contextIn=header", "contextIn=refer-to or none");
        }
        Redirect redirect = new Redirect(
                endpoint.label(),
                Context.of(contextIn, destination.uri(), headers.uui()).uri(),
                Duration.ofMillis(endpoint.getRefer().getRedirectLifeMillis()));
        Permit permit = permit(new Attempt(endpoint.label(), endpoint.caps(), destination, callId));
        offer(exchange, redirect, permit);
        return true;
    }

    private void offer(Exchange exchange, Redirect redirect, Permit permit) throws SipForwardException {
        Redirect.Listener observer = endpoint.getComponent().observers().ofRedirect(exchange);
        Optional<Redirect.Offer> offer;
        try {
            offer = endpoint.getComponent()
                    .runtime()
                    .stack()
                    .redirect(redirect, redirected -> {
                        permit.release(redirected ? "redirected" : "no-call", !redirected);
                        observer.ended(redirected);
                    });
        } catch (RuntimeException e) {
            permit.release("not-sent", true);
            throw e;
        }
        if (offer.isEmpty()) {
            permit.release(ForwardOutcome.UNAVAILABLE.label(), true);
            throw new SipForwardException(
                    endpoint.label(), ForwardOutcome.UNAVAILABLE, 0, 0, "too many redirects wait for their call");
        }
        exchange.getMessage()
                .setHeader(SipConstants.REDIRECT_URI, offer.get().uri().toString());
    }
}

package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.Redirect;
import org.apache.camel.Exchange;

/** Who hears, beside the route, what becomes of a call; for programs that embed the component. */
public interface CallObservers {

    /** Nobody. */
    CallObservers NONE = new CallObservers() {};

    /** Is told of everything that follows, on threads that must not be held up. */
    default ForwardListener ofForward(Exchange exchange) {
        return result -> {};
    }

    /** Is told how the offer ended, on a thread that must not be held up. */
    default Redirect.Listener ofRedirect(Exchange exchange) {
        return redirected -> {};
    }
}

package dev.baton.connector;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** Makes the component behind {@code sip:} and {@code sips:} of one target. */
@FunctionalInterface
public interface TargetSip {

    /** For where there is no SIP. */
    TargetSip NONE = (context, target) -> {
        throw new IllegalStateException("found a call over SIP where none can be made, expected the gateway's own"
                + " endpoint: the operator sets baton.sip.listen");
    };

    /**
     * Called at most once for each context, when its connector calls over SIP.
     *
     * @throws IllegalStateException when there is none; says who must act
     */
    Component component(CamelContext context, ActiveTarget target);
}

package dev.baton.delivery;

import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.handover.FailureClass;
import dev.baton.isolation.Permit;
import dev.baton.sip.policy.ForwardRefusedException;
import dev.baton.vendor.Failures;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/**
 * Makes the vendor's calls with the version of the target that the delivery began with, and tells its guard what they
 * came to.
 */
public final class TargetCall implements Processor {

    @Override
    public void process(Exchange exchange) throws Exception {
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        Permit permit = exchange.getProperty(DeliveryProperties.PERMIT, Permit.class);
        long began = System.nanoTime();
        try {
            exchange.getMessage().setBody(target.call(DeliveryScope.of(exchange)));
        } catch (Exception e) {
            tell(permit, System.nanoTime() - began, e);
            throw e;
        }
        permit.worked(System.nanoTime() - began);
    }

    /**
     * A target that refuses a handover works; one message that it cannot take must not close it to others. What never
     * reached it says nothing.
     */
    private static void tell(Permit permit, long nanos, Exception thrown) {
        FailureClass found = Failures.classify(thrown, true).failureClass();
        boolean answered = ObjectHelper.getException(HttpOperationFailedException.class, thrown) != null;
        boolean ourRefusal = ObjectHelper.getException(ForwardRefusedException.class, thrown) != null;
        switch (found) {
            case TRY_AGAIN, UNKNOWN -> {
                if (!ourRefusal) {
                    permit.failed(nanos, thrown);
                }
            }
            case CLOSED -> permit.worked(nanos);
            case INTEGRATOR_MUST_ACT -> {
                if (answered) {
                    permit.worked(nanos);
                }
            }
        }
    }
}

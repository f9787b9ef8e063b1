package dev.baton.delivery;

import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the vendor's calls with the version of the target that the delivery began with. */
public final class TargetCall implements Processor {

    @Override
    public void process(Exchange exchange) throws Exception {
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        exchange.getMessage().setBody(target.call(DeliveryScope.of(exchange)));
    }
}

package dev.baton.block;

import dev.baton.connector.DeliveryScope;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code secret:productToken?header=X-CM-PRODUCTTOKEN}: puts a secret setting of the target into a header of the next
 * call. The Kamelet names the setting; the value never is in a URI.
 */
@Component("secret")
public final class SecretComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String setting, Map<String, Object> parameters) {
        String header = Headers.name("secret:" + setting, getAndRemoveParameter(parameters, "header", String.class));
        return new BlockEndpoint(uri, this, exchange -> exchange.getMessage()
                .setHeader(header, DeliveryScope.of(exchange).target().secret(setting)));
    }
}

package dev.baton.block;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * {@code token:client-credentials?url=…&clientId=…&clientSecret=<name of the secret setting>}: puts an OAuth 2.0 access
 * token (RFC 6749 section 4.4) into the Authorization header of the next call. With {@code scope=…} it asks for that.
 */
@Component("token")
public final class TokenComponent extends DefaultComponent {

    private @Nullable ProducerTemplate http;

    @Override
    protected Endpoint createEndpoint(String uri, String grant, Map<String, Object> parameters) {
        if (!grant.equals("client-credentials")) {
            throw new IllegalArgumentException("token:" + grant + ": expected token:client-credentials");
        }
        return new BlockEndpoint(
                uri,
                this,
                new ClientCredentialsBlock(
                        http(),
                        required(parameters, "url"),
                        required(parameters, "clientId"),
                        getAndRemoveParameter(parameters, "scope", String.class, ""),
                        required(parameters, "clientSecret")));
    }

    @Override
    protected void doStop() throws Exception {
        if (http != null) {
            http.close();
        }
        super.doStop();
    }

    private ProducerTemplate http() {
        if (http == null) {
            http = getCamelContext().createProducerTemplate();
        }
        return http;
    }

    private String required(Map<String, Object> parameters, String name) {
        String value = getAndRemoveParameter(parameters, name, String.class);
        if (value == null) {
            throw new IllegalArgumentException("token:client-credentials needs the parameter " + name);
        }
        return value;
    }
}

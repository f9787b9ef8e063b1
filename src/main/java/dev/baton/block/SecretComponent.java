package dev.baton.block;

import dev.baton.connector.DeliveryScope;
import dev.baton.vendor.SecretQuery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code secret:productToken?header=X-CM-PRODUCTTOKEN}: puts a secret setting of the target into a header of the next
 * call. The Kamelet names the setting; the value never is in a URI.
 *
 * <p>With {@code scheme=Bearer} that word stands before it (RFC 9110). Without the setting, which only happens when it is
 * optional, it does nothing.
 *
 * <p>With {@code query=…} instead of {@code header=…} it becomes that parameter of the next call's query, for a vendor
 * that takes it nowhere else.
 *
 * <p>With {@code user=…} the header's value is that user and the secret as Basic credentials (RFC 7617), in UTF-8.
 */
@Component("secret")
public final class SecretComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String setting, Map<String, Object> parameters) {
        String parameter = getAndRemoveParameter(parameters, "query", String.class);
        if (parameter != null) {
            String name = UrlParts.encode(parameter) + "=";
            return new BlockEndpoint(uri, this, exchange -> {
                Optional<String> secret = DeliveryScope.of(exchange).target().secretIfSet(setting);
                secret.ifPresent(
                        value -> exchange.getMessage().setHeader(SecretQuery.HEADER, name + UrlParts.encode(value)));
            });
        }
        String header = Headers.name("secret:" + setting, getAndRemoveParameter(parameters, "header", String.class));
        String user = getAndRemoveParameter(parameters, "user", String.class);
        String scheme = getAndRemoveParameter(parameters, "scheme", String.class);
        if (user != null && scheme != null) {
            throw new IllegalArgumentException("secret:" + setting + ": found user and scheme, expected one of them");
        }
        String before = scheme == null ? "" : scheme + " ";
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("secret:" + setting + ": found a colon in the user, expected none");
        }
        return new BlockEndpoint(uri, this, exchange -> {
            Optional<String> secret = DeliveryScope.of(exchange).target().secretIfSet(setting);
            secret.ifPresent(value ->
                    exchange.getMessage().setHeader(header, user == null ? before + value : basic(user, value)));
        });
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}

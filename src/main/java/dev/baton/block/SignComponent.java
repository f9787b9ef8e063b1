package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.EventAuthentication;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code sign:hmac?secret=<name of the secret setting>&header=x-signature&algorithm=sha1&encoding=hex}: signs the body of
 * the next call with HMAC. The bytes that are signed are the bytes that are sent.
 *
 * <p>{@code algorithm} is sha256 or sha1, {@code encoding} hex or base64, {@code prefix} stands before the signature.
 * Without the setting, which only happens when it is optional, it does nothing.
 */
@Component("sign")
public final class SignComponent extends DefaultComponent {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected Endpoint createEndpoint(String uri, String kind, Map<String, Object> parameters) {
        if (!kind.equals("hmac")) {
            throw new IllegalArgumentException("sign:" + kind + ": expected sign:hmac");
        }
        String secret = getAndRemoveParameter(parameters, "secret", String.class);
        if (secret == null) {
            throw new IllegalArgumentException("sign:hmac needs secret=<name of a secret setting>");
        }
        String header = Headers.name("sign:hmac", getAndRemoveParameter(parameters, "header", String.class));
        String algorithm = word(parameters, "algorithm", "sha256", Set.of("sha256", "sha1"));
        String encoding = word(parameters, "encoding", "hex", Set.of("hex", "base64"));
        String prefix = getAndRemoveParameter(parameters, "prefix", String.class, "");
        return new BlockEndpoint(uri, this, exchange -> {
            byte[] body = bytes(exchange);
            exchange.getMessage().setBody(body);
            DeliveryScope.of(exchange).target().secretIfSet(secret).ifPresent(key -> exchange.getMessage()
                    .setHeader(header, prefix + EventAuthentication.signature(algorithm, encoding, key, body)));
        });
    }

    private static byte[] bytes(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        return message.getBody() instanceof JsonNode json
                ? JSON.writeValueAsBytes(json)
                : message.getMandatoryBody(byte[].class);
    }

    private String word(Map<String, Object> parameters, String name, String otherwise, Set<String> words) {
        String word = getAndRemoveParameter(parameters, name, String.class, otherwise);
        if (!words.contains(word)) {
            throw new IllegalArgumentException("sign:hmac: found " + name + "=" + word + ", expected "
                    + String.join(" or ", words.stream().sorted().toList()));
        }
        return word;
    }
}

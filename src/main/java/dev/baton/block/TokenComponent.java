package dev.baton.block;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * {@code token:client-credentials?url=…&clientId=…&clientSecret=<name of the secret setting>}: puts an OAuth 2.0 access
 * token (RFC 6749 section 4.4) into the Authorization header of the next call. With {@code scope=…} it asks for that.
 *
 * <p>{@code credentials=form} sends id and secret as fields of the form. {@code life=3600} is how many seconds a token
 * counts when the answer does not say it. {@code header=…} is another header, {@code scheme=…} another word before the
 * token, and {@code scheme=none} none. With {@code stays=true} every later call has it.
 */
@Component("token")
public final class TokenComponent extends CallingComponent {

    private static final String BLOCK = "token:client-credentials";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Duration LIFE = Duration.ofMinutes(5);

    @Override
    protected Endpoint createEndpoint(String uri, String grant, Map<String, Object> parameters) {
        if (!grant.equals("client-credentials")) {
            throw new IllegalArgumentException("token:" + grant + ": expected token:client-credentials");
        }
        return new BlockEndpoint(uri, this, new ClientCredentialsBlock(http(), request(parameters), place(parameters)));
    }

    private ClientCredentialsBlock.Request request(Map<String, Object> parameters) {
        return new ClientCredentialsBlock.Request(
                required(parameters, "url"),
                required(parameters, "clientId"),
                getAndRemoveParameter(parameters, "scope", String.class, ""),
                required(parameters, "clientSecret"),
                asForm(getAndRemoveParameter(parameters, "credentials", String.class, "basic")),
                Options.seconds(BLOCK, "life", getAndRemoveParameter(parameters, "life", String.class), LIFE));
    }

    private ClientCredentialsBlock.Place place(Map<String, Object> parameters) {
        String header = getAndRemoveParameter(parameters, "header", String.class, "Authorization");
        String scheme = getAndRemoveParameter(parameters, "scheme", String.class, "Bearer");
        if (!SCHEME.matcher(scheme).matches()) {
            throw new IllegalArgumentException(
                    BLOCK + ": found scheme=" + scheme + ", expected one word such as Bearer, or none");
        }
        return new ClientCredentialsBlock.Place(
                Headers.name(BLOCK, header),
                scheme.equals("none") ? "" : scheme + " ",
                Options.truth(BLOCK, "stays", getAndRemoveParameter(parameters, "stays", String.class, "false")));
    }

    private static boolean asForm(String credentials) {
        if (!credentials.equals("form") && !credentials.equals("basic")) {
            throw new IllegalArgumentException(
                    BLOCK + ": found credentials=" + credentials + ", expected basic or form");
        }
        return credentials.equals("form");
    }

    private String required(Map<String, Object> parameters, String name) {
        return Options.required(BLOCK, name, getAndRemoveParameter(parameters, name, String.class));
    }
}

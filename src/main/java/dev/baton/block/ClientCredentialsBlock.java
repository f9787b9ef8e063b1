package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.vendor.LiveTokens;
import dev.baton.vendor.TokenUnavailableException;
import dev.baton.vendor.VendorHttp;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.support.DefaultExchange;

/** Fetches a client-credentials token for the target of the delivery, or takes the one at hand. */
final class ClientCredentialsBlock implements Processor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

    private final ProducerTemplate http;
    private final String url;
    private final String clientId;
    private final String scope;
    private final String secretSetting;

    /** @param scope empty for none */
    ClientCredentialsBlock(ProducerTemplate http, String url, String clientId, String scope, String secretSetting) {
        this.http = http;
        this.url = url;
        this.clientId = clientId;
        this.scope = scope;
        this.secretSetting = secretSetting;
    }

    @Override
    public void process(Exchange exchange) {
        ActiveTarget target = DeliveryScope.of(exchange).target();
        String token = VendorHttp.tokens(http.getCamelContext())
                .token(new LiveTokens.Key(url, clientId, scope), () -> fetch(target.secret(secretSetting)));
        exchange.getMessage().setHeader("Authorization", "Bearer " + token);
    }

    private LiveTokens.Grant fetch(String secret) {
        Exchange request = new DefaultExchange(http.getCamelContext());
        request.getMessage().setHeader(HttpConstants.HTTP_METHOD, "POST");
        request.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.getMessage().setHeader("Authorization", "Basic " + basic(secret));
        request.getMessage()
                .setBody("grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + UrlParts.encode(scope)));
        Exchange answer = http.send(url, request);
        if (answer.getException() != null) {
            throw new TokenUnavailableException(url, answer.getException());
        }
        return grant(answer);
    }

    private LiveTokens.Grant grant(Exchange answer) {
        try (InputStream body = answer.getMessage().getMandatoryBody(InputStream.class)) {
            JsonNode json = JSON.readTree(body);
            String token = json.path("access_token").asText("");
            if (token.isEmpty()) {
                throw new TokenUnavailableException(url, "answered without access_token");
            }
            long seconds = json.path("expires_in").asLong(DEFAULT_LIFE.toSeconds());
            return new LiveTokens.Grant(token, Duration.ofSeconds(Math.max(1, seconds)));
        } catch (TokenUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw new TokenUnavailableException(url, "answered something that is not JSON");
        }
    }

    private String basic(String secret) {
        // Not form-encoded first, as RFC 6749 section 2.3.1 would have it: vendors' own clients send the plain pair.
        String pair = clientId + ":" + secret;
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}

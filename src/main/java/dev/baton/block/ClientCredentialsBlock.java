package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.vendor.LaterCalls;
import dev.baton.vendor.LiveTokens;
import dev.baton.vendor.TokenUnavailableException;
import dev.baton.vendor.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/** Fetches a client-credentials token for the target of the delivery, or takes the one at hand. */
final class ClientCredentialsBlock implements Processor {

    private final ProducerTemplate http;
    private final Request request;
    private final Place place;

    ClientCredentialsBlock(ProducerTemplate http, Request request, Place place) {
        this.http = http;
        this.request = request;
        this.place = place;
    }

    @Override
    public void process(Exchange exchange) {
        ActiveTarget target = DeliveryScope.of(exchange).target();
        LaterCalls calls = LaterCalls.of(exchange);
        exchange.getMessage().setHeader(place.header(), header(target, calls));
        if (place.stays()) {
            // Asked for again at each call: the token may have been renewed.
            calls.header(place.header(), () -> header(target, calls));
        }
    }

    private String header(ActiveTarget target, LaterCalls calls) {
        String host = calls.hostOf(request.url());
        String from = host == null ? request.url() : request.url() + " at " + host;
        return place.before()
                + VendorHttp.tokens(http.getCamelContext())
                        .token(
                                new LiveTokens.Key(from, request.clientId(), request.scope()),
                                () -> fetch(target.secret(request.secretSetting()), calls, from));
    }

    private LiveTokens.Grant fetch(String secret, LaterCalls calls, String from) {
        SideCall call = new SideCall(http, "POST", calls);
        call.message().setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
        if (!request.asForm()) {
            call.message().setHeader("Authorization", "Basic " + basic(secret));
        }
        call.message().setBody(request.form(secret));
        return grant(from, answer(call, from));
    }

    private JsonNode answer(SideCall call, String from) {
        try {
            return call.answer(request.url());
        } catch (Exception e) {
            throw new TokenUnavailableException(from, e);
        }
    }

    private LiveTokens.Grant grant(String from, JsonNode answer) {
        if (answer.isMissingNode()) {
            throw new TokenUnavailableException(from, "answered something that is not JSON");
        }
        String token = answer.path("access_token").asText("");
        if (token.isEmpty()) {
            throw new TokenUnavailableException(from, "answered without access_token");
        }
        long seconds = answer.path("expires_in").asLong(request.life().toSeconds());
        return new LiveTokens.Grant(token, Duration.ofSeconds(Math.max(1, seconds)));
    }

    private String basic(String secret) {
        // Not form-encoded first, as RFC 6749 section 2.3.1 would have it: vendors' own clients send the plain pair.
        String pair = request.clientId() + ":" + secret;
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param scope empty for none
     * @param asForm whether id and secret are fields of the form, not Basic credentials
     * @param life of a token whose answer does not say it
     */
    record Request(String url, String clientId, String scope, String secretSetting, boolean asForm, Duration life) {

        String form(String secret) {
            StringBuilder form = new StringBuilder();
            // A vendor that wants it in the address gets it there alone.
            if (!url.matches(".*[?&]grant_type=.*")) {
                add(form, "grant_type", "client_credentials");
            }
            if (!scope.isEmpty()) {
                add(form, "scope", scope);
            }
            if (asForm) {
                add(form, "client_id", clientId);
                add(form, "client_secret", secret);
            }
            return form.toString();
        }

        private static void add(StringBuilder form, String name, String value) {
            form.append(form.isEmpty() ? "" : "&").append(name).append('=').append(UrlParts.encode(value));
        }
    }

    /**
     * @param before what stands before the token in the header's value: the scheme with its blank, or nothing
     * @param stays whether it is in every later call
     */
    record Place(String header, String before, boolean stays) {}
}

package dev.baton.vendor;

import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * How every call to a vendor is made: bounded in time and in connections, no cookies, no redirects, nothing repeated
 * behind our back, a refused token renewed once.
 */
public final class VendorHttp {

    private VendorHttp() {}

    /** Sets up {@code http:} and {@code https:} of a context; call it before any of their endpoints exist. */
    public static LiveTokens install(CamelContext context, Limits limits, Clock clock, List<ExecChainHandler> first) {
        LiveTokens tokens = new LiveTokens(clock);
        context.getCamelContextExtension().addContextPlugin(LiveTokens.class, tokens);
        for (String scheme : List.of("http", "https")) {
            configure(context.getComponent(scheme, HttpComponent.class), limits, builder -> {
                for (int i = first.size() - 1; i >= 0; i--) {
                    builder.addExecInterceptorFirst("first-" + i, first.get(i));
                }
                builder.addExecInterceptorFirst("token-renewal", new TokenRenewal(tokens));
                quiet(builder);
            });
        }
        return tokens;
    }

    /** The tokens of a context in which {@link #install} was called. */
    public static LiveTokens tokens(CamelContext context) {
        LiveTokens tokens = context.getCamelContextExtension().getContextPlugin(LiveTokens.class);
        if (tokens == null) {
            throw new IllegalStateException("VendorHttp is not installed in the Camel context " + context.getName());
        }
        return tokens;
    }

    private static void configure(HttpComponent http, Limits limits, HttpClientConfigurer configurer) {
        http.setConnectionsPerRoute(limits.connectionsPerTarget());
        http.setMaxTotalConnections(limits.connectionsPerTarget());
        http.setConnectTimeout(limits.connectTimeoutMillis());
        http.setConnectionRequestTimeout(limits.connectTimeoutMillis());
        http.setResponseTimeout(limits.responseTimeoutMillis());
        http.setSoTimeout(limits.responseTimeoutMillis());
        http.setCookieManagementDisabled(true);
        http.setCopyHeaders(false);
        http.setSkipResponseHeaders(true);
        http.setHttpClientConfigurer(configurer);
    }

    private static void quiet(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .setUserAgent("Baton");
    }

    /**
     * @param connectionsPerTarget how many calls one target may have on the wire at once
     * @param connectTimeoutMillis to connect, and to wait for a free connection
     * @param responseTimeoutMillis between two packets of an answer
     */
    public record Limits(int connectionsPerTarget, int connectTimeoutMillis, int responseTimeoutMillis) {

        /** 200 calls, 2 seconds to connect, 10 seconds to answer: a person is waiting. */
        public static final Limits DEFAULT = new Limits(200, 2_000, 10_000);
    }
}

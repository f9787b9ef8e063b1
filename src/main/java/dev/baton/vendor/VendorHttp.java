package dev.baton.vendor;

import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;

/**
 * How every call to a vendor is made: only to the target's own hosts, bounded in time, in size and in connections, no
 * proxy, no cookies, no redirects, nothing repeated behind our back, a refused token renewed once.
 */
public final class VendorHttp {

    private VendorHttp() {}

    /**
     * Sets up {@code http:} and {@code https:} of a target's context; call it before any of their endpoints exist.
     *
     * @param hosts where calls may go; every other is refused before anything is sent
     * @param first see each allowed call before the network does, in this order
     */
    public static LiveTokens install(
            CamelContext context, Limits limits, AllowedHosts hosts, Clock clock, List<ExecChainHandler> first) {
        return install(context, limits, hosts, clock, first, VendorConnections.Network.system());
    }

    static LiveTokens install(
            CamelContext context,
            Limits limits,
            AllowedHosts hosts,
            Clock clock,
            List<ExecChainHandler> first,
            VendorConnections.Network network) {
        LiveTokens tokens = new LiveTokens(clock);
        context.getCamelContextExtension().addContextPlugin(LiveTokens.class, tokens);
        context.getCamelContextExtension().addContextPlugin(LiveLookups.class, new LiveLookups(clock));
        HttpClientConnectionManager connections = VendorConnections.pool(limits, hosts, network);
        for (String scheme : List.of("http", "https")) {
            HttpComponent http = new VendorHttpComponent(connections, hosts);
            configure(http, limits);
            http.setHttpClientConfigurer(builder -> {
                SendMark.addTo(builder);
                for (int i = first.size() - 1; i >= 0; i--) {
                    builder.addExecInterceptorFirst("first-" + i, first.get(i));
                }
                builder.addExecInterceptorFirst(
                        "bounds", new ExchangeBounds(limits.deadlineMillis(), limits.maxAnswerBytes()));
                builder.addExecInterceptorFirst("secret-query", new SecretQuery());
                builder.addExecInterceptorFirst("token-renewal", new TokenRenewal(tokens));
                builder.addExecInterceptorFirst("host-guard", new HostGuard(hosts));
                quiet(builder);
            });
            context.addComponent(scheme, http);
        }
        return tokens;
    }

    /** The tokens of a context in which {@link #install} was called. */
    public static LiveTokens tokens(CamelContext context) {
        return plugin(context, LiveTokens.class);
    }

    /** The looked-up answers of a context in which {@link #install} was called. */
    public static LiveLookups lookups(CamelContext context) {
        return plugin(context, LiveLookups.class);
    }

    private static <T> T plugin(CamelContext context, Class<T> type) {
        T plugin = context.getCamelContextExtension().getContextPlugin(type);
        if (plugin == null) {
            throw new IllegalStateException("VendorHttp is not installed in the Camel context " + context.getName());
        }
        return plugin;
    }

    private static void configure(HttpComponent http, Limits limits) {
        http.setConnectTimeout(limits.connectTimeoutMillis());
        http.setConnectionRequestTimeout(limits.connectTimeoutMillis());
        http.setResponseTimeout(limits.responseTimeoutMillis());
        http.setCookieManagementDisabled(true);
        http.setCopyHeaders(false);
        http.setSkipResponseHeaders(true);
    }

    static void quiet(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                // Direct, whatever the system's properties say.
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setUserAgent("Baton");
    }

    /**
     * @param connectionsPerTarget how many calls one target may have on the wire at once
     * @param connectTimeoutMillis to connect, and to wait for a free connection
     * @param responseTimeoutMillis between two packets of an answer
     * @param deadlineMillis for a call as a whole
     * @param maxAnswerBytes the largest answer, uncompressed
     */
    public record Limits(
            int connectionsPerTarget,
            int connectTimeoutMillis,
            int responseTimeoutMillis,
            int deadlineMillis,
            int maxAnswerBytes) {

        private static final int DEADLINE_MILLIS = 30_000;
        private static final int MAX_ANSWER_BYTES = 1024 * 1024;

        /** 200 calls, 2 seconds to connect, 10 seconds to answer: a person is waiting. */
        public static final Limits DEFAULT = new Limits(200, 2_000, 10_000);

        /** With 30 seconds for a call as a whole, more if the other two times need it, and answers of at most 1 MiB. */
        public Limits(int connectionsPerTarget, int connectTimeoutMillis, int responseTimeoutMillis) {
            this(
                    connectionsPerTarget,
                    connectTimeoutMillis,
                    responseTimeoutMillis,
                    Math.max(DEADLINE_MILLIS, 2 * connectTimeoutMillis + responseTimeoutMillis),
                    MAX_ANSWER_BYTES);
        }
    }
}

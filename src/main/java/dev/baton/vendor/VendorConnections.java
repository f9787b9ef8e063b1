package dev.baton.vendor;

import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes the connections of one target: bounded, TLS verified by name and chain, only to allowed addresses. */
final class VendorConnections {

    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofSeconds(1);
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER_LENGTH = 16 * 1024;

    private VendorConnections() {}

    static PoolingHttpClientConnectionManager pool(VendorHttp.Limits limits, AllowedHosts hosts, Network network) {
        Timeout response = Timeout.ofMilliseconds(limits.responseTimeoutMillis());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(limits.connectionsPerTarget())
                .setMaxConnPerRoute(limits.connectionsPerTarget())
                .setDnsResolver(new GuardedDns(hosts, network.dns()))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(network.tls()))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MAX_HEADERS)
                                .setMaxLineLength(MAX_HEADER_LENGTH)
                                .build())
                        .build())
                // For the TLS handshake as well, where no request has set a timeout yet.
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(response).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(limits.connectTimeoutMillis()))
                        .setSocketTimeout(response)
                        .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                        .build())
                .build();
    }

    /** What names and certificates are checked against. */
    record Network(DnsResolver dns, SSLContext tls) {

        /** The machine's own DNS, and the JVM's trust and key stores. */
        static Network system() {
            return new Network(SystemDefaultDnsResolver.INSTANCE, SSLContexts.createSystemDefault());
        }
    }
}

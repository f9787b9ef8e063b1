package dev.baton.sip.transport;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** What new connections are secured with; TLS 1.2 and 1.3 only. */
record TlsContexts(SslContext server, SslContext client) {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** @throws IllegalArgumentException when key and certificates do not fit together */
    static TlsContexts of(TlsMaterial material) {
        X509Certificate[] chain = material.chain().toArray(X509Certificate[]::new);
        X509Certificate[] trusted = material.trusted().toArray(X509Certificate[]::new);
        try {
            SslContext server = SslContextBuilder.forServer(material.key(), chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .trustManager(trusted)
                    .clientAuth(material.clientCertificateRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL)
                    .build();
            SslContext client = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .keyManager(material.key(), chain)
                    .trustManager(trusted)
                    .build();
            return new TlsContexts(server, client);
        } catch (SSLException e) {
            throw new IllegalArgumentException("the key and the certificates of SIP over TLS cannot be used", e);
        }
    }
}

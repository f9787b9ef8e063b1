package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transport.PemFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two contexts talk over TLS, one with PEM files and one with key stores. */
class TlsRouteTest {

    @TempDir
    static Path folder;

    private static TlsIdentity server;
    private static TlsIdentity client;
    private static TlsIdentity stranger;

    private final DefaultCamelContext called = new DefaultCamelContext();
    private final DefaultCamelContext calling = new DefaultCamelContext();
    private int port;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TlsIdentity.of(folder, "dns:localhost");
        client = TlsIdentity.of(folder, "dns:localhost");
        stranger = TlsIdentity.of(folder, "dns:localhost");
    }

    @BeforeEach
    void listen() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, UdpPeer.loopback())) {
            port = socket.getLocalPort();
        }
        SipComponent sip = called.getComponent("sip", SipComponent.class);
        sip.setSslContextParameters(stores(server, client));
        sip.setTlsClientCertificateRequired(true);
        called.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sips:localhost:" + port + "?operation=options").log("asked");
            }
        });
        called.start();
    }

    @AfterEach
    void close() {
        calling.stop();
        called.stop();
    }

    private static SSLContextParameters stores(TlsIdentity own, TlsIdentity trusted) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "own", own.key(), "changeit".toCharArray(), new java.security.cert.Certificate[] {own.certificate()});
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("trusted", trusted.certificate());
        KeyManagersParameters keyManagers = new KeyManagersParameters();
        keyManagers.setKeyPassword("changeit");
        keyManagers.setKeyStore(parameters(keys));
        TrustManagersParameters trustManagers = new TrustManagersParameters();
        trustManagers.setKeyStore(parameters(authorities));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(keyManagers);
        parameters.setTrustManagers(trustManagers);
        return parameters;
    }

    private static KeyStoreParameters parameters(KeyStore store) {
        KeyStoreParameters parameters = new KeyStoreParameters();
        parameters.setKeyStore(store);
        return parameters;
    }

    private static String pem(String name, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Path file = folder.resolve(name);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        return file.toString();
    }

    private Exchange ask(TlsIdentity own, TlsIdentity trusted) throws Exception {
        SipComponent sip = calling.getComponent("sip", SipComponent.class);
        sip.setListen("tls:127.0.0.1:0");
        sip.setT1Millis(20);
        sip.setTlsKey(pem("key.pem", "PRIVATE KEY", own.key().getEncoded()));
        sip.setTlsCertificate(pem("own.pem", "CERTIFICATE", own.certificate().getEncoded()));
        sip.setTlsTrusted(
                pem("trusted.pem", "CERTIFICATE", trusted.certificate().getEncoded()));
        calling.start();
        return calling.createFluentProducerTemplate()
                .to("sips:localhost:" + port + "?operation=options")
                .send();
    }

    @Test
    void whoIsTrustedIsThere() throws Exception {
        assertThat(ask(client, server).getMessage().getHeader(SipConstants.PEER_UP))
                .isEqualTo(true);
    }

    @Test
    void whoIsNotTrustedIsNotThere() throws Exception {
        assertThat(ask(client, stranger).getMessage().getHeader(SipConstants.PEER_UP))
                .isEqualTo(false);
    }

    @Test
    void whoDoesNotTrustUsIsNotThere() throws Exception {
        assertThat(ask(stranger, server).getMessage().getHeader(SipConstants.PEER_UP))
                .isEqualTo(false);
    }

    @Test
    void aFileWithoutAKeyIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("none.pem"), "nothing of the kind");

        assertThatThrownBy(() -> PemFiles.key(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
                .message()
                .doesNotContain("nothing of the kind");
        assertThatThrownBy(() -> PemFiles.certificates(file)).hasMessageContaining(file.toString());
    }
}

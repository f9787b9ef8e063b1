package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.support.TlsIdentity;
import dev.baton.support.GatewayUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway behind TLS, with clients that are known by their certificates. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NOWHERE = "/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC";

    @TempDir
    static Path folder;

    private static TlsIdentity server;
    private static TlsIdentity halo;
    private static TlsIdentity trusted;
    private static TlsIdentity stranger;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        server = TlsIdentity.of(folder, "ip:127.0.0.1");
        halo = TlsIdentity.of(folder, "dns:halo.example");
        trusted = TlsIdentity.of(folder, "dns:trusted.example");
        stranger = TlsIdentity.of(folder, "dns:stranger.example");
        publish(server);
        Files.writeString(folder.resolve("clients.pem"), pem(halo.certificate()) + pem(trusted.certificate()));
        gateway = GatewayUnderTest.start(
                folder,
                "default: s\nsteps: {s: {}}",
                "--spring.ssl.bundle.pem.gateway.keystore.certificate=" + folder.resolve("server.crt"),
                "--spring.ssl.bundle.pem.gateway.keystore.private-key=" + folder.resolve("server.key"),
                "--spring.ssl.bundle.pem.gateway.truststore.certificate=" + folder.resolve("clients.pem"),
                "--spring.ssl.bundle.pem.gateway.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=200ms",
                "--server.ssl.bundle=gateway",
                "--server.ssl.client-auth=want",
                "--baton.clients.halo.certificate-sha256="
                        + java.util.HexFormat.ofDelimiter(":")
                                .formatHex(Sha256.of(halo.certificate().getEncoded())
                                        .bytes()),
                "--baton.clients.keyed.key-sha256=" + Sha256Hex.of("key"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_certificate_names_its_client() throws Exception {
        assertThat(get(halo)).isEqualTo(404);
    }

    @Test
    void a_trusted_certificate_of_no_client_lets_nobody_in_but_a_key_with_it_does() throws Exception {
        assertThat(get(trusted)).isEqualTo(401);
        assertThat(get(trusted, "X-API-Key", "key")).isEqualTo(404);
        assertThat(get(halo, "X-API-Key", "wrong")).isEqualTo(401);
        assertThat(get(null)).isEqualTo(401);
    }

    @Test
    void a_certificate_that_is_not_trusted_ends_the_connection() {
        assertThatThrownBy(() -> get(stranger)).isInstanceOf(IOException.class);
    }

    @Test
    void old_versions_of_tls_and_plain_http_are_not_spoken() throws Exception {
        try (SSLSocket socket = (SSLSocket)
                context(null).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isIn("TLSv1.3", "TLSv1.2");
        }
        HttpRequest plain = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/actuator/prometheus"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(plain, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_renewed_certificate_is_taken_without_a_restart() throws Exception {
        TlsIdentity renewed = TlsIdentity.of(folder, "ip:127.0.0.1");
        assertThat(served()).isNotEqualTo(renewed.certificate());

        publish(renewed);

        await().atMost(Duration.ofSeconds(20)).until(() -> renewed.certificate().equals(served()));
        assertThat(get(halo)).isEqualTo(404);
    }

    private static Certificate served() throws Exception {
        SSLContext anybody =
                SSLContexts.custom().loadTrustMaterial((chain, type) -> true).build();
        try (SSLSocket socket =
                (SSLSocket) anybody.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static int get(@Nullable TlsIdentity client, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + gateway.port() + NOWHERE));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(context(client))
                .build()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static SSLContext context(@Nullable TlsIdentity client) throws Exception {
        var builder = SSLContexts.custom().loadTrustMaterial((chain, type) -> true);
        if (client != null) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("c", client.key(), PASSWORD, new Certificate[] {client.certificate()});
            builder.loadKeyMaterial(keys, PASSWORD);
        }
        return builder.build();
    }

    private static void publish(TlsIdentity identity) throws Exception {
        replace("server.key", block("PRIVATE KEY", identity.key().getEncoded()));
        replace("server.crt", pem(identity.certificate()));
    }

    private static void replace(String name, String text) throws Exception {
        Path whole = Files.writeString(folder.resolve(name + ".new"), text);
        Files.move(whole, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    private static String block(String name, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + name + "-----\n" + base64 + "\n-----END " + name + "-----\n";
    }
}

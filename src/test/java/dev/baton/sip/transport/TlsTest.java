package dev.baton.sip.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.support.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

    private static TlsIdentity gateway;
    private static TlsIdentity sbc;
    private static TlsIdentity byName;
    private static TlsIdentity wildcard;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        gateway = TlsIdentity.of(folder, "uri:sip:gw.example.com");
        sbc = TlsIdentity.of(folder, "uri:sip:sbc.example.net,dns:other.example.net,uri:sip:user@third.example.net");
        byName = TlsIdentity.of(folder, "dns:sbc.example.net");
        wildcard = TlsIdentity.of(folder, "dns:*.example.net");
    }

    @ParameterizedTest
    @CsvSource({
        "sbc.example.net, true",
        "SBC.Example.NET, true",
        "other.example.net, false",
        "third.example.net, false",
        "example.net, false",
        "127.0.0.1, false",
    })
    void aCertificateSpeaksForTheDomainsOfItsSipUris(String domain, boolean trusted) throws Exception {
        assertThat(isTrusted(sbc, domain)).isEqualTo(trusted);
    }

    @Test
    void withoutSipUrisItsDnsNamesCountButNeverAWildcard() throws Exception {
        assertThat(isTrusted(byName, "sbc.example.net")).isTrue();
        assertThat(isTrusted(wildcard, "sbc.example.net")).isFalse();
        assertThat(isTrusted(wildcard, "*.example.net")).isFalse();
    }

    private static boolean isTrusted(TlsIdentity server, String domain) throws Exception {
        try (Recording one = client();
                Recording other = new Recording(settings().withTls(server.trusting(false, gateway)))) {
            return !send(one, other, domain)
                    .handle((sent, failure) -> failure != null)
                    .join();
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        try (Recording one = new Recording(settings().withTls(gateway.trusting(false, byName)));
                Recording other = new Recording(settings().withTls(sbc.trusting(false, gateway)))) {
            assertThatThrownBy(() -> send(one, other, "sbc.example.net").join())
                    .hasCauseInstanceOf(UntrustedPeerException.class)
                    .hasMessageContaining("its authority must be among the trusted ones");
        }
    }

    @Test
    void aCertificateOfAnotherDomainIsNoReasonToTryAgain() throws Exception {
        try (Recording one = client();
                Recording other = new Recording(settings().withTls(sbc.trusting(false, gateway)))) {
            assertThatThrownBy(() -> send(one, other, "third.example.net").join())
                    .hasCauseInstanceOf(UntrustedPeerException.class)
                    .hasMessageContaining("does not name the domain third.example.net");
        }
    }

    @Test
    void whoSpeaksNoTlsIsOnlyNotReached() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Recording one = client()) {
            Hop hop = new Hop(TransportType.TLS, (InetSocketAddress) socket.getLocalSocketAddress(), "x");
            CompletableFuture<Void> sent = one.transport()
                    .prepare(Recording.options("x"), "z9hG4bKa", hop)
                    .send();
            try (Socket accepted = socket.accept()) {
                accepted.getOutputStream().write("SIP/2.0 400 No TLS here\r\n\r\n".getBytes(US_ASCII));
            }
            assertThatThrownBy(sent::join)
                    .cause()
                    .isInstanceOf(SipTransportException.class)
                    .isNotInstanceOf(UntrustedPeerException.class);
        }
    }

    @Test
    void whoConnectsShowsItsCertificateToo() throws Exception {
        try (Recording one = client();
                Recording other = new Recording(settings().withTls(sbc.trusting(true, gateway)))) {
            send(one, other, "sbc.example.net").join();
            assertThat(Recording.next(other.origins).domains()).containsExactly("gw.example.com");
            assertThat(Recording.next(one.responses).status()).isEqualTo(200);
        }
    }

    @Test
    void newCertificatesAreForNewConnections() throws Exception {
        try (Recording one = client();
                Recording other = new Recording(settings().withTls(wildcard.trusting(false, gateway)))) {
            assertThat(send(one, other, "sbc.example.net")).failsWithin(Duration.ofSeconds(20));
            other.transport().replaceTls(sbc.trusting(false, gateway));
            assertThat(send(one, other, "sbc.example.net")).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void tlsWithoutACertificateIsSaidAtTheStart() {
        assertThatThrownBy(() -> new Recording(settings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no certificates");
    }

    private static TransportSettings settings() {
        return Recording.settings(TransportType.TLS);
    }

    private static Recording client() throws SipTransportException {
        return new Recording(settings().withTls(gateway.trusting(false, sbc, byName, wildcard)));
    }

    private static CompletableFuture<Void> send(Recording one, Recording other, String domain)
            throws SipTransportException {
        Hop hop = other.hop(TransportType.TLS, domain);
        return one.transport().prepare(Recording.options("x"), "z9hG4bKa", hop).send();
    }
}

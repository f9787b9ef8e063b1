package dev.baton.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom we believe to be the vendor. */
class VendorTlsTest {

    private static final String PASSWORD = "password";

    @TempDir
    Path folder;

    @Test
    void aTrustedCertificateForTheHostIsAccepted() throws Exception {
        Path store = certificate("-ext", "san=ip:127.0.0.1");
        WireMockServer vendor = vendor(store);
        try (VendorCalls calls = calls(vendor, trusting(store))) {
            assertThat(calls.post(url(vendor))).isEqualTo("taken");
        } finally {
            vendor.stop();
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        refused(certificate("-ext", "san=ip:127.0.0.1"), SSLContexts.createSystemDefault());
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        Path store = certificate("-ext", "san=dns:desk.example.com");
        refused(store, trusting(store));
    }

    @Test
    void aTlsAnswerThatDripsIsBrokenOffAtTheDeadline() throws Exception {
        Path store = certificate("-ext", "san=ip:127.0.0.1");
        WireMockServer vendor = vendor(store);
        vendor.stubFor(
                any(anyUrl()).willReturn(aResponse().withBody("x".repeat(400)).withChunkedDribbleDelay(400, 120_000)));
        try (VendorCalls calls = calls(vendor, trusting(store))) {
            assertThat(calls.failure(url(vendor)).reason()).contains("No complete answer within 5000 ms");
        } finally {
            vendor.stop();
        }
    }

    @Test
    void aVendorThatSpeaksNoTlsWasSentNothing() {
        WireMockServer vendor =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        vendor.start();
        String url = "https://127.0.0.1:" + vendor.port();
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url)) {
            Failure failure = calls.failure(url);

            assertThat(failure.failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
            assertThat(failure.code()).isEqualTo("unreachable");
        } finally {
            vendor.stop();
        }
    }

    private static void refused(Path store, SSLContext trust) {
        WireMockServer vendor = vendor(store);
        try (VendorCalls calls = calls(vendor, trust)) {
            Failure failure = calls.failure(url(vendor));

            assertThat(failure.reason()).startsWith("Nothing was sent: the target's certificate is not trusted: ");
            assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
            assertThat(failure.code()).isEqualTo("untrusted_certificate");
            vendor.verify(0, anyRequestedFor(anyUrl()));
        } finally {
            vendor.stop();
        }
    }

    private static VendorCalls calls(WireMockServer vendor, SSLContext trust) {
        return VendorCalls.of(
                AllowedHosts.of(List.of(), List.of(url(vendor))),
                new VendorConnections.Network(SystemDefaultDnsResolver.INSTANCE, trust));
    }

    private static String url(WireMockServer vendor) {
        return "https://127.0.0.1:" + vendor.httpsPort();
    }

    private static WireMockServer vendor(Path store) {
        WireMockServer vendor = new WireMockServer(wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(store.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        vendor.start();
        vendor.stubFor(any(anyUrl()).willReturn(ok("taken")));
        return vendor;
    }

    private static SSLContext trusting(Path store) throws Exception {
        return SSLContexts.custom()
                .loadTrustMaterial(store, PASSWORD.toCharArray(), (chain, type) -> false)
                .build();
    }

    /** A key and its self-signed certificate. */
    private Path certificate(String... options) throws Exception {
        Path store = folder.resolve("vendor.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "vendor",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=vendor",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }
}

package dev.baton.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls go, on real sockets. */
class VendorHttpTest {

    @RegisterExtension
    static final WireMockExtension VENDOR = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static String url() {
        return "http://127.0.0.1:" + VENDOR.getPort();
    }

    @BeforeEach
    void theVendorAnswers() {
        VENDOR.stubFor(any(anyUrl()).willReturn(ok("taken")));
    }

    @Test
    void aCallToAConfiguredHostIsMade() throws Exception {
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url())) {
            assertThat(calls.post(url() + "/v1")).isEqualTo("taken");
        }
    }

    @Test
    void aCallToAnyOtherHostIsRefusedAndSaysWhoMustAct() {
        try (VendorCalls calls =
                VendorCalls.of(AllowedHosts.of(List.of("*.example.com"), List.of("https://desk.example.org/v1")))) {
            Failure failure = calls.failure(url());

            assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
            assertThat(failure.code()).isEqualTo("host_not_allowed");
            assertThat(failure.reason())
                    .isEqualTo("Found a call to host 127.0.0.1; allowed are declared: *.example.com; configured:"
                            + " desk.example.org. The connector's author declares a host in baton.dev/hosts, or the"
                            + " integrator sets the URL setting of the target.");
        }
        VENDOR.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aRefusedCallReachesNotEvenTheInterceptorThatStandsForTheNetwork() {
        AtomicInteger seen = new AtomicInteger();
        try (VendorCalls calls =
                VendorCalls.of(AllowedHosts.of(List.of("api.example.com"), List.of()), (request, scope, chain) -> {
                    seen.incrementAndGet();
                    return new BasicClassicHttpResponse(204);
                })) {
            assertThat(calls.failure("https://evil.example.com").code()).isEqualTo("host_not_allowed");
            assertThat(seen).hasValue(0);

            assertThat(calls.send("https://api.example.com", calls.request("{}"))
                            .getException())
                    .isNull();
            assertThat(seen).hasValue(1);
        }
    }

    @Test
    void aHeaderCannotLeadACallToAnotherHost() {
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, "http://localhost")) {
            Exchange request = calls.request("{}");
            request.getMessage().setHeader(Exchange.HTTP_URI, url());

            assertThat(VendorCalls.failure(calls.send("http://localhost/v1", request))
                            .code())
                    .isEqualTo("host_not_allowed");
        }
        VENDOR.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void anAllowedNameThatLeadsInsideIsRefusedUnlessTheIntegratorConfiguredIt() throws Exception {
        String url = "http://desk.example.com:" + VENDOR.getPort();
        try (VendorCalls calls = VendorCalls.of(
                AllowedHosts.of(List.of("desk.example.com"), List.of()), GuardedDnsTest.fake("127.0.0.1"))) {
            assertThat(calls.failure(url).code()).isEqualTo("host_not_allowed");
        }
        VENDOR.verify(0, anyRequestedFor(anyUrl()));
        try (VendorCalls calls =
                VendorCalls.of(AllowedHosts.of(List.of(), List.of(url)), GuardedDnsTest.fake("127.0.0.1"))) {
            assertThat(calls.post(url)).isEqualTo("taken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/", "http://[fe80::1]/", "http://0.0.0.0/", "http://[::]/"})
    void anAddressForNobodyIsRefusedEvenWhenConfigured(String url) {
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url)) {
            assertThat(calls.failure(url).code()).isEqualTo("host_not_allowed");
        }
    }

    @Test
    void refusedCallsLeaveTheConnectionsToTheOthers() throws Exception {
        String good = "http://good.example.com:" + VENDOR.getPort();
        String bad = "http://bad.example.com:" + VENDOR.getPort();
        try (VendorCalls calls = VendorCalls.of(
                AllowedHosts.of(List.of("bad.example.com"), List.of(good)), GuardedDnsTest.fake("127.0.0.1"))) {
            for (int i = 0; i < 2 * VendorCalls.LIMITS.connectionsPerTarget(); i++) {
                assertThat(calls.failure(bad).code()).isEqualTo("host_not_allowed");
            }
            assertThat(calls.post(good)).isEqualTo("taken");
        }
    }

    @Test
    void aRedirectIsNotFollowedAndOnlyItsHostIsTold() {
        VENDOR.stubFor(any(urlEqualTo("/v1"))
                .willReturn(aResponse()
                        .withStatus(307)
                        .withHeader("Location", "http://localhost:" + VENDOR.getPort() + "/v2?token=s3cret")
                        .withBody("{\"message\": \"go to /v2?token=s3cret\"}")));
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url(), "http://localhost")) {
            Failure failure = calls.failure(url() + "/v1");

            assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
            assertThat(failure.code()).isEqualTo("redirected");
            assertThat(failure.reason())
                    .isEqualTo("The target answered 307, a redirect to host localhost; none is followed. The integrator"
                            + " sets the URL setting to the address that answers itself.");
        }
        VENDOR.verify(0, anyRequestedFor(urlEqualTo("/v2?token=s3cret")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxyHost=127.0.0.1&proxyPort=1", "proxyAuthHost=127.0.0.1&proxyAuthPort=1", "followRedirects=true",
                "useSystemProperties=true", "transferException=true", "x509HostnameVerifier=#any",
                "sslContextParameters=#any", "httpClientConfigurer=#any", "clientConnectionManager=#any",
                "oauth2ClientId=a&oauth2ClientSecret=b&oauth2TokenEndpoint=http://127.0.0.1/"
            })
    void aConnectorCannotTakeAnotherWayOut(String option) {
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url())) {
            assertThatThrownBy(() -> calls.post(url() + "?" + option))
                    .hasMessageContaining("in an HTTP call, which is not supported");
        }
        VENDOR.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void theProxyOfTheJvmIsNotUsed() throws Exception {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try (VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url())) {
            assertThat(calls.post(url())).isEqualTo("taken");
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }

    @Test
    void aStoppedContextMakesNoMoreCalls() throws Exception {
        VendorCalls calls = VendorCalls.to(VendorCalls.LIMITS, url());
        assertThat(calls.post(url())).isEqualTo("taken");
        calls.close();
        VENDOR.resetRequests();

        assertThatThrownBy(() -> calls.post(url())).isInstanceOf(Exception.class);
        VENDOR.verify(0, anyRequestedFor(anyUrl()));
    }
}
